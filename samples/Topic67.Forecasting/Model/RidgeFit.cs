namespace Topic67.Forecasting.Model;

/// <summary>A fitted model. Immutable, and small enough to keep one for every day.</summary>
public sealed record RidgeFit
{
    /// <summary>The bar at which it was fitted: no later bar was used.</summary>
    public required DateTimeOffset Bar { get; init; }

    /// <summary>The number of training rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The mean of the training outcomes.</summary>
    public required double TargetMean { get; init; }

    /// <summary>The population standard deviation of the training outcomes.</summary>
    public required double TargetDeviation { get; init; }

    /// <summary>The intercept: for the shrunken variants, the drift forecast.</summary>
    public required double Intercept { get; init; }

    /// <summary>The features' means.</summary>
    public required HarFeatures Means { get; init; }

    /// <summary>The features' population standard deviations.</summary>
    public required HarFeatures Deviations { get; init; }

    /// <summary>The weights of the standardised features.</summary>
    public required HarFeatures Weights { get; init; }

    /// <summary>The forecast before any limit.</summary>
    public double Predict(in HarFeatures x) => Intercept
        + (Weights.Day * ((x.Day - Means.Day) / Deviations.Day))
        + (Weights.Week * ((x.Week - Means.Week) / Deviations.Week))
        + (Weights.Month * ((x.Month - Means.Month) / Deviations.Month));

    /// <summary>A forecast limited to three standard deviations of the training outcomes.</summary>
    public double Clip(double raw) => Math.Clamp(raw, -3 * TargetDeviation, 3 * TargetDeviation);
}
