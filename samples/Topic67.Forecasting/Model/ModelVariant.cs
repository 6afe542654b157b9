namespace Topic67.Forecasting.Model;

/// <summary>A ridge over the log returns of 24, 168 and 720 hours.</summary>
/// <param name="Name">The name in reports.</param>
/// <param name="Window">Maximum hours of training rows.</param>
/// <param name="Ridge">The penalty on standardised weights.</param>
/// <param name="ShrinkWeeks">
/// Weeks of prior belief in zero drift: the intercept is mean(y) n/(n + this), n in weeks. 0 keeps the plain mean.
/// </param>
public sealed record ModelVariant(string Name, int Window, double Ridge, double ShrinkWeeks)
{
    /// <summary>Variant A: a year of rows, heavy ridge, shrunken drift. The worker submits its forecasts.</summary>
    public static ModelVariant A { get; } = new("A", 8760, 10, 56);

    /// <summary>Variant C, for comparison only: light ridge, plain mean.</summary>
    public static ModelVariant C { get; } = new("C", 8760, 0.1, 0);

    /// <summary>Variant D, for comparison only: A over 90 days.</summary>
    public static ModelVariant D { get; } = new("D", 2160, 10, 56);

    /// <summary>The mean of overlapping weekly outcomes, shrunken towards zero by the number of independent weeks.</summary>
    internal double Shrink(double mean, int rows)
    {
        var weeks = rows / (double)Horizon.Hours;
        return mean * (weeks / (weeks + ShrinkWeeks));
    }
}
