namespace Topic67.Forecasting.Model;

/// <summary>What the skill gate may do to a forecast.</summary>
public enum GateMode
{
    /// <summary>Nothing is computed.</summary>
    Off,

    /// <summary>The multiplier is told and not used.</summary>
    Report,

    /// <summary>The forecast is multiplied by it.</summary>
    Apply,
}

/// <summary>Whether the gate has seen enough outcomes.</summary>
public enum GateState
{
    /// <summary>Not asked for.</summary>
    Off,

    /// <summary>Too few outcomes are known: the multiplier is 1.</summary>
    WarmUp,

    /// <summary>The multiplier rests on realised forecasts.</summary>
    Active,
}

/// <summary>The gate at one origin.</summary>
/// <param name="State">Whether it rests on enough outcomes.</param>
/// <param name="Multiplier">From 0 (the forecasts were worse than zero) to 1.</param>
/// <param name="Realised">How many daily forecasts with a known outcome stand behind it.</param>
public readonly record struct GateReading(GateState State, double Multiplier, int Realised);
