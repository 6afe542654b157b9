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

    /// <summary>The exponent of the weights' norm. Default: 3.</summary>
    public ChainDecimal PNorm { get; init; } = ChainDecimal.Parse("3");

    /// <summary>How fast regrets follow new losses, between 0 and 1. Default: 0.1.</summary>
    public ChainDecimal AlphaRegret { get; init; } = ChainDecimal.Parse("0.1");

    /// <summary>The epsilon that prevents divisions by zero. Default: 0.01.</summary>
    public ChainDecimal Epsilon { get; init; } = ChainDecimal.Parse("0.01");

    /// <summary>How fast scores for the choice of active workers follow new ones, between 0 and 1. Default: 0.1.</summary>
    public ChainDecimal MeritSortitionAlpha { get; init; } = ChainDecimal.Parse("0.1");

    /// <summary>The quantile of the active inferers' scores that passive ones start from. Default: 0.2.</summary>
    public ChainDecimal ActiveInfererQuantile { get; init; } = ChainDecimal.Parse("0.2");

    /// <summary>The same for forecasters. Default: 0.2.</summary>
    public ChainDecimal ActiveForecasterQuantile { get; init; } = ChainDecimal.Parse("0.2");

    /// <summary>The same for reputers. Default: 0.2.</summary>
    public ChainDecimal ActiveReputerQuantile { get; init; } = ChainDecimal.Parse("0.2");

    /// <summary>The constant of the weights' norm. Default: 0.75.</summary>
    public ChainDecimal CNorm { get; init; } = ChainDecimal.Parse("0.75");

    /// <summary>Whether only listed workers may take part. Default: false.</summary>
    public bool EnableWorkerWhitelist { get; init; }

    /// <summary>Whether only listed reputers may take part. Default: false.</summary>
    public bool EnableReputerWhitelist { get; init; }

    /// <summary>Whether it classifies rather than predicts a quantity. Needs a chain with labels (emissions v10). Default: false.</summary>
    public bool IsClassification { get; init; }

    /// <summary>The rules of the labels, if a prediction is a value for each of several labels. Needs a chain with labels. Default: null, one value.</summary>
    public TopicLabels? Labels { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(Metadata);
        ArgumentException.ThrowIfNullOrEmpty(LossMethod);
        ArgumentOutOfRangeException.ThrowIfLessThan(WorkerSubmissionWindow, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WorkerSubmissionWindow, EpochLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(GroundTruthLag, EpochLength);
        if (Labels is { MaxPerSubmission: 0 })
            throw new ArgumentException($"{nameof(TopicLabels.MaxPerSubmission)} is 0: no label could be submitted.");
    }
}

/// <summary>The rules of a topic's labels.</summary>
public sealed record TopicLabels
{
    /// <summary>The most labels that one submission may carry.</summary>
    public required ulong MaxPerSubmission { get; init; }

    /// <summary>The accepted labels; any if empty. Default: empty.</summary>
    public IReadOnlyList<string> Whitelist { get; init; } = [];

    /// <summary>Whether the labels' values must sum to one. Default: false.</summary>
    public bool RequireUnity { get; init; }

    /// <summary>How far the sum may be from one. Default: 0.</summary>
    public ChainDecimal UnityTolerance { get; init; }

    /// <summary>The value of a label that a submission omits. Default: 0.</summary>
    public ChainDecimal DefaultValue { get; init; }

    /// <summary>Whether labels that differ only in case are different labels. Default: false.</summary>
    public bool CaseSensitive { get; init; }
}
