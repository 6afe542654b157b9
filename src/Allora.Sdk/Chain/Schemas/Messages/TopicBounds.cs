using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>
/// The numbers that the chain accepts in a topic. They differ by version: recorded from nodes of both, in simulations of each bound and of
/// its neighbours.
/// </summary>
internal sealed record TopicBounds
{
    private const ulong MostLabels = 1024;

    private static readonly ChainDecimal One = ChainDecimal.Parse("1");
    private static readonly ChainDecimal Hundred = ChainDecimal.Parse("100");
    private static readonly ChainDecimal MinusHundred = ChainDecimal.Parse("-100");
    private static readonly ChainDecimal WidestTolerance = ChainDecimal.Parse("0.01");

    private TopicBounds(string leastNorm, string mostNorm, bool takesQuantileOfOne, bool takesLabels) =>
        (LeastNorm, MostNorm, TakesQuantileOfOne, TakesLabels) = (ChainDecimal.Parse(leastNorm), ChainDecimal.Parse(mostNorm), takesQuantileOfOne, takesLabels);

    /// <summary>What at least one version accepts: a value outside of these bounds is wrong before the chain is known.</summary>
    public static TopicBounds Widest { get; } = new("1", "10", takesQuantileOfOne: true, takesLabels: true);

    public ChainDecimal LeastNorm { get; }

    public ChainDecimal MostNorm { get; }

    public bool TakesQuantileOfOne { get; }

    public bool TakesLabels { get; }

    private static TopicBounds V9 { get; } = new("2.5", "4.5", takesQuantileOfOne: false, takesLabels: false);

    public static TopicBounds Of(string schema) => schema == "v9" ? V9 : Widest;

    public string? PNorm(ChainDecimal value) =>
        value < LeastNorm || value > MostNorm ? FormattableString.Invariant($"the p-norm is {value}, but must be between {LeastNorm} and {MostNorm}") : null;

    public static string? AlphaRegret(ChainDecimal value) =>
        value <= ChainDecimal.Zero || value > One ? FormattableString.Invariant($"the alpha of regrets is {value}, but must be more than 0 and at most 1") : null;

    public static string? MeritSortitionAlpha(ChainDecimal value) =>
        value < ChainDecimal.Zero || value >= One ? FormattableString.Invariant($"the alpha of merit sortition is {value}, but must be at least 0 and less than 1") : null;

    public static string? CNorm(ChainDecimal value) =>
        value < MinusHundred || value > Hundred ? FormattableString.Invariant($"the c-norm is {value}, but must be between -100 and 100") : null;

    public static string? Epsilon(ChainDecimal value) => value <= ChainDecimal.Zero ? FormattableString.Invariant($"epsilon is {value}, but must be more than 0") : null;

    public string? Quantile(string role, ChainDecimal value)
    {
        if (value < ChainDecimal.Zero || value > One || (value == One && !TakesQuantileOfOne))
            return FormattableString.Invariant($"the quantile of active {role} is {value}, but must be at least 0 and {(TakesQuantileOfOne ? "at most" : "less than")} 1");
        return null;
    }

    public static string? MaxLabels(ulong value) => value is 0 or > MostLabels
        ? FormattableString.Invariant($"a submission may carry {value} labels, but the topic must allow between 1 and {MostLabels}")
        : null;

    public static string? Unity(bool required, ChainDecimal tolerance, ChainDecimal defaultValue)
    {
        // A tolerance without the rule that it belongs to is stored, and has no effect.
        if (required && (tolerance < ChainDecimal.Zero || tolerance > WidestTolerance))
            return FormattableString.Invariant($"the tolerance of the labels' sum is {tolerance}, but must be between 0 and {WidestTolerance}");
        return required && !defaultValue.IsZero
            ? FormattableString.Invariant($"a missing label counts as {defaultValue}, but must count as 0 if the labels' sum must be one")
            : null;
    }
}
