using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>A topic to create. The defaults are those of the recorded chain's own topics.</summary>
public sealed record TopicDefinition
{
    /// <summary>A description, for people.</summary>
    public required string Metadata { get; init; }

    /// <summary>How reputers measure a loss, such as "mse".</summary>
    public required string LossMethod { get; init; }

    /// <summary>Blocks from one window's opening to the next one's; the chain sets a minimum (parameter min_epoch_length).</summary>
    public required long EpochLength { get; init; }

    /// <summary>Blocks from a nonce until its truth is known; not less than the epoch.</summary>
    public required long GroundTruthLag { get; init; }

    /// <summary>Blocks that a submission window lasts; not more than the epoch.</summary>
    public required long WorkerSubmissionWindow { get; init; }

    /// <summary>Whether negative values are meaningful. Default: false.</summary>
    public bool AllowNegative { get; init; }

    /// <summary>The exponent of the weights' norm: 2.5 to 4.5 on a chain with emissions v9, 1 to 10 with v10. Default: 3.</summary>
    public ChainDecimal PNorm { get; init; } = ChainDecimal.Parse("3");

    /// <summary>How fast regrets follow new losses, between 0 and 1. Default: 0.1.</summary>
    public ChainDecimal AlphaRegret { get; init; } = ChainDecimal.Parse("0.1");

    /// <summary>The epsilon that prevents divisions by zero, more than 0. Default: 0.01.</summary>
    public ChainDecimal Epsilon { get; init; } = ChainDecimal.Parse("0.01");

    /// <summary>How fast scores for the choice of active workers follow new ones, between 0 and 1. Default: 0.1.</summary>
    public ChainDecimal MeritSortitionAlpha { get; init; } = ChainDecimal.Parse("0.1");

    /// <summary>The quantile of the active inferers' scores that passive ones start from: 0 to 1, and less than 1 with emissions v9. Default: 0.2.</summary>
    public ChainDecimal ActiveInfererQuantile { get; init; } = ChainDecimal.Parse("0.2");

    /// <summary>The same for forecasters. Default: 0.2.</summary>
    public ChainDecimal ActiveForecasterQuantile { get; init; } = ChainDecimal.Parse("0.2");

    /// <summary>The same for reputers. Default: 0.2.</summary>
    public ChainDecimal ActiveReputerQuantile { get; init; } = ChainDecimal.Parse("0.2");

    /// <summary>The constant of the weights' norm: -100 to 100. Default: 0.75.</summary>
    public ChainDecimal CNorm { get; init; } = ChainDecimal.Parse("0.75");

    /// <summary>Whether only listed workers may take part. Default: false.</summary>
    public bool EnableWorkerWhitelist { get; init; }

    /// <summary>Whether only listed reputers may take part. Default: false.</summary>
    public bool EnableReputerWhitelist { get; init; }

    /// <summary>Whether it classifies rather than predicts a quantity. Needs a chain with labels (emissions v10). Default: false.</summary>
    public bool IsClassification { get; init; }

    /// <summary>The rules of the labels, if a prediction is a value for each of several labels. Needs a chain with labels. Default: null, one value.</summary>
    public TopicLabels? Labels { get; init; }

    /// <summary>Throws for what no version of the chain accepts.</summary>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Metadata);
        ArgumentException.ThrowIfNullOrEmpty(LossMethod);
        ArgumentOutOfRangeException.ThrowIfLessThan(WorkerSubmissionWindow, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WorkerSubmissionWindow, EpochLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(GroundTruthLag, EpochLength);
        if (Fault(TopicBounds.Widest) is { } fault)
            throw new ArgumentException($"The topic cannot be created: {fault}.");
    }

    /// <summary>The first value outside of these bounds; null if there is none.</summary>
    internal string? Fault(TopicBounds bounds) =>
        bounds.PNorm(PNorm)
        ?? TopicBounds.AlphaRegret(AlphaRegret)
        ?? TopicBounds.MeritSortitionAlpha(MeritSortitionAlpha)
        ?? TopicBounds.CNorm(CNorm)
        ?? TopicBounds.Epsilon(Epsilon)
        ?? bounds.Quantile("inferers", ActiveInfererQuantile)
        ?? bounds.Quantile("forecasters", ActiveForecasterQuantile)
        ?? bounds.Quantile("reputers", ActiveReputerQuantile)
        ?? Labels?.Fault();
}
