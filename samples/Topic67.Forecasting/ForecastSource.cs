namespace Topic67.Forecasting;

/// <summary>The part of the forecaster that made a forecast.</summary>
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

    /// <summary>A model of the user's own.</summary>
    Own,
}

/// <summary>Why the model was not used.</summary>
public enum ForecastTrouble
{
    /// <summary>It was used.</summary>
    None,

    /// <summary>No bar is known before the requested moment.</summary>
    NoBars,

    /// <summary>The newest closed bar is too old.</summary>
    Stale,

    /// <summary>Too few bars are known.</summary>
    LittleHistory,

    /// <summary>A bar needed for the features of this origin is absent.</summary>
    MissingBars,

    /// <summary>Enough bars are known, but they determine no fit (a price that never moved, or gaps in every row).</summary>
    NoFit,

    /// <summary>The user's own model failed or gave no number.</summary>
    ModelFailed,
}
