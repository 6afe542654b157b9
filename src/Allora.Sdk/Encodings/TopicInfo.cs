using System.Diagnostics;
using Allora.Sdk.Values;

namespace Allora.Sdk.Encodings;

/// <summary>A topic as it is on chain.</summary>
[DebuggerDisplay("{Id}: {Metadata,nq}")]
public sealed record TopicInfo
{
    /// <summary>The topic's number.</summary>
    public required ulong Id { get; init; }

    /// <summary>The address that created it.</summary>
    public required string Creator { get; init; }

    /// <summary>The creator's description.</summary>
    public required string Metadata { get; init; }

    /// <summary>How reputers measure a prediction's loss, such as "mse".</summary>
    public required string LossMethod { get; init; }

    /// <summary>Blocks from one window's opening to the next one's. For display: windows' heights come from the chain.</summary>
    public required long EpochLength { get; init; }

    /// <summary>Blocks from a nonce until its truth is known. For display.</summary>
    public required long GroundTruthLag { get; init; }

    /// <summary>Blocks that a submission window lasts. For display.</summary>
    public required long WorkerSubmissionWindow { get; init; }

    /// <summary>The height at which the last epoch ended.</summary>
    public required long EpochLastEnded { get; init; }

    /// <summary>Whether negative values are meaningful.</summary>
    public required bool AllowNegative { get; init; }

    /// <summary>Whether a prediction is a value for each of several labels instead of one value.</summary>
    public required bool IsMulti { get; init; }

    /// <summary>Whether the labels' values must sum to one.</summary>
    public required bool RequireUnity { get; init; }

    /// <summary>How far the sum may be from one.</summary>
    public required ChainDecimal UnityTolerance { get; init; }

    /// <summary>The most labels that one submission may carry.</summary>
    public required ulong MaxLabels { get; init; }

    /// <summary>The labels that the topic accepts; empty if it accepts any.</summary>
    public required IReadOnlyList<string> LabelWhitelist { get; init; }

    /// <summary>Whether labels that differ only in case are different labels.</summary>
    public required bool LabelCaseSensitive { get; init; }

    /// <summary>The version of the chain's messages that this topic was read with, such as "v10".</summary>
    public required string Schema { get; init; }
}
