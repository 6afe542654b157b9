namespace Allora.Sdk.Events;

/// <summary>Whose submission windows: workers' (inferers and forecasters share them) or reputers'.</summary>
internal enum WindowSide
{
    Worker,
    Reputer,
}
