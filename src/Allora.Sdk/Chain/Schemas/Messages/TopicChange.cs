using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>
/// The changes to a topic. Members that are null stay unchanged: <see cref="AlloraClient.PrepareTopicUpdateAsync"/> reads their values and
/// writes them again. Other properties of a topic, such as its epoch, cannot change.
/// </summary>
public sealed record TopicChange
{
    /// <summary>A description, for people.</summary>
    public string? Metadata { get; init; }

    /// <summary>How reputers measure a loss.</summary>
    public string? LossMethod { get; init; }

    /// <summary>How fast regrets follow new losses: more than 0, at most 1.</summary>
    public ChainDecimal? AlphaRegret { get; init; }

    /// <summary>How fast scores for the choice of active workers follow new ones: at least 0, less than 1. It cannot change while a window is open.</summary>
    public ChainDecimal? MeritSortitionAlpha { get; init; }

    /// <summary>The exponent of the weights' norm: 2.5 to 4.5 with emissions v9, 1 to 10 with v10.</summary>
    public ChainDecimal? PNorm { get; init; }

    /// <summary>The constant of the weights' norm: -100 to 100.</summary>
    public ChainDecimal? CNorm { get; init; }

    /// <summary>The most labels that one submission may carry, 1 to 1024. Needs a chain with labels (emissions v10); it cannot change while a window is open.</summary>
    public ulong? MaxLabelsPerSubmission { get; init; }

    /// <summary>The accepted labels, any if empty. Needs a chain with labels; it cannot change while a window is open.</summary>
    public IReadOnlyList<string>? LabelWhitelist { get; init; }

    /// <summary>The value of a label that a submission omits. Needs a chain with labels; it cannot change while a window is open.</summary>
    public ChainDecimal? LabelDefaultValue { get; init; }
}
