namespace Allora.Sdk.Chain;

/// <summary>Who a submission window is for.</summary>
public enum WindowSide
{
    /// <summary>Workers: inferers and forecasters share their windows.</summary>
    Worker,

    /// <summary>Reputers.</summary>
    Reputer,
}
