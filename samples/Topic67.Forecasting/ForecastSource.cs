namespace Topic67.Forecasting;

/// <summary>Which part of the forecaster spoke.</summary>
public enum ForecastSource
{
    /// <summary>The model, at full strength.</summary>
    Model,

    /// <summary>The model, scaled down by the skill gate. A zero made by the gate is not a failure.</summary>
    Gated,

    /// <summary>The shrunken drift, because the history is still short.</summary>
    Drift,

    /// <summary>The drift of the last good fit, because prices are missing or stale.</summary>
    LastGoodFitDrift,

    /// <summary>The fallback: the last forecast again.</summary>
    Last,

    /// <summary>The fallback: zero.</summary>
    Zero,

    /// <summary>The fallback: no forecast, the window is skipped.</summary>
    None,
}

/// <summary>Why the model did not speak.</summary>
public enum ForecastTrouble
{
    /// <summary>It did.</summary>
    None,

    /// <summary>No bar is known before the moment asked for.</summary>
    NoBars,

    /// <summary>The newest closed bar is too old.</summary>
    Stale,

    /// <summary>Too few bars are known.</summary>
    LittleHistory,

    /// <summary>A bar that the features of this origin need is absent.</summary>
    MissingBars,

    /// <summary>Enough bars are known and they determine no fit (a price that never moved, or gaps in every row).</summary>
    NoFit,
}
