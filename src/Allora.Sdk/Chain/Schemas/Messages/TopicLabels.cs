using Allora.Sdk.Values;

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>The rules of a topic's labels.</summary>
public sealed record TopicLabels
{
    /// <summary>The most labels that one submission may carry: 1 to 1024.</summary>
    public required ulong MaxPerSubmission { get; init; }

    /// <summary>
    /// The accepted labels; any if empty. The chain stores them trimmed, in Unicode's form NFC, and in lower case unless
    /// <see cref="CaseSensitive"/> is set. Default: empty.
    /// </summary>
    public IReadOnlyList<string> Whitelist { get; init; } = [];

    /// <summary>Whether the labels' values must sum to one. Default: false.</summary>
    public bool RequireUnity { get; init; }

    /// <summary>How far the sum may be from one if it is required: 0 to 0.01. Default: 0.</summary>
    public ChainDecimal UnityTolerance { get; init; }

    /// <summary>The value of a label that a submission omits; 0 if <see cref="RequireUnity"/> is set. Default: 0.</summary>
    public ChainDecimal DefaultValue { get; init; }

    /// <summary>Whether labels that differ only in case are different labels. Default: false.</summary>
    public bool CaseSensitive { get; init; }

    internal string? Fault() =>
        TopicBounds.MaxLabels(MaxPerSubmission) ?? TopicBounds.Unity(RequireUnity, UnityTolerance, DefaultValue) ?? TopicLabelList.Fault(Whitelist, CaseSensitive);
}
