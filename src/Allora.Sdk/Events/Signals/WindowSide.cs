namespace Allora.Sdk.Events.Signals;

/// <summary>Whose submission windows: workers' (inferers and forecasters share them) or reputers'.</summary>
internal enum WindowSide
{
    Worker,
    Reputer,
}
