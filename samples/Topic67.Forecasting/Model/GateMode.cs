namespace Topic67.Forecasting.Model;

/// <summary>The effect of the skill gate on a forecast.</summary>
public enum GateMode
{
    /// <summary>Nothing is computed.</summary>
    Off,

    /// <summary>The multiplier is reported but not used.</summary>
    Report,

    /// <summary>The forecast is multiplied by the multiplier.</summary>
    Apply,
}

/// <summary>The state of the gate.</summary>
public enum GateState
{
    /// <summary>Not enabled.</summary>
    Off,

    /// <summary>Too few outcomes are known: the multiplier is 1.</summary>
    WarmUp,

    /// <summary>The multiplier is based on realised forecasts.</summary>
    Active,
}

/// <summary>The gate at one origin.</summary>
/// <param name="State">Whether there are enough outcomes.</param>
/// <param name="Multiplier">From 0 (the forecasts were worse than zero) to 1.</param>
/// <param name="Realised">The number of daily forecasts with a known outcome.</param>
public readonly record struct GateReading(GateState State, double Multiplier, int Realised);
