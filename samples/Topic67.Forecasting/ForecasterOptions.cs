using Topic67.Forecasting.Model;

namespace Topic67.Forecasting;

/// <summary>Options of a <see cref="Topic67Forecaster"/>. The defaults are the specification's.</summary>
public sealed record ForecasterOptions
{
    /// <summary>The model. Default: variant A.</summary>
    public ModelVariant Variant { get; init; } = ModelVariant.A;

    /// <summary>The mode of the skill gate. Default: report.</summary>
    public GateMode Gate { get; init; } = GateMode.Report;

    /// <summary>The answer if neither the model nor a recent drift is available. Default: zero.</summary>
    public Fallback Fallback { get; init; } = Fallback.Zero;

    /// <summary>Maximum time since the close of the newest bar. Default: two hours.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromHours(2);

    /// <summary>The number of bars that the model needs (HISTORY_MIN_BARS). Default and minimum: 1 057.</summary>
    public int MinimumBars { get; init; } = Horizon.MinimumBarsForModel;

    internal ForecasterOptions Checked()
    {
        ArgumentNullException.ThrowIfNull(Variant);
        if (MinimumBars < Horizon.MinimumBarsForModel)
        {
            throw new ArgumentOutOfRangeException(
                nameof(MinimumBars),
                MinimumBars,
                "The model needs at least 1057 bars (44 days and an hour). With fewer, from 14 days on, the drift is used.");
        }

        if (StaleAfter < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(StaleAfter), StaleAfter, "The age of the newest bar cannot be negative.");
        if (!Enum.IsDefined(Gate) || !Enum.IsDefined(Fallback))
            throw new ArgumentOutOfRangeException(nameof(Gate), $"Gate {Gate} or fallback {Fallback} is not one of the known ones.");
        return this;
    }
}
