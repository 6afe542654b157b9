using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>The changes to a topic. Members that are null stay unchanged.</summary>
public sealed record TopicChange
{
    /// <summary>A description, for people.</summary>
    public string? Metadata { get; init; }

    /// <summary>How reputers measure a loss.</summary>
    public string? LossMethod { get; init; }

    /// <summary>How fast regrets follow new losses.</summary>
    public ChainDecimal? AlphaRegret { get; init; }

    /// <summary>How fast scores for the choice of active workers follow new ones.</summary>
    public ChainDecimal? MeritSortitionAlpha { get; init; }

    /// <summary>The exponent of the weights' norm.</summary>
    public ChainDecimal? PNorm { get; init; }

    /// <summary>The constant of the weights' norm.</summary>
    public ChainDecimal? CNorm { get; init; }

    /// <summary>The most labels that one submission may carry. Needs a chain with labels (emissions v10).</summary>
    public ulong? MaxLabelsPerSubmission { get; init; }

    /// <summary>The accepted labels. Needs a chain with labels.</summary>
    public IReadOnlyList<string>? LabelWhitelist { get; init; }

    /// <summary>The value of a label that a submission omits. Needs a chain with labels.</summary>
    public ChainDecimal? LabelDefaultValue { get; init; }
}
