using Allora.Sdk.Encodings.Transactions;

namespace Allora.Sdk.Sending.Sender;

/// <summary>What is asked of the sender: messages that are built anew at each attempt, since the schema may have changed.</summary>
internal sealed record SendRequest
{
    /// <summary>What it is for: names the gas that is learned, and the journal's record.</summary>
    public required string Purpose { get; init; }

    public ulong TopicId { get; init; }

    public long Nonce { get; init; }

    public required Func<CancellationToken, ValueTask<IReadOnlyList<TransactionMessage>>> Messages { get; init; }

    public string Memo { get; init; } = "";

    /// <summary>The last height at which the transaction may be included: the end of the window.</summary>
    public required ulong TimeoutHeight { get; init; }

    public required FeeOptions Fees { get; init; }

    public bool Simulate { get; init; } = true;

    public bool DryRun { get; init; }

    public string? Value { get; init; }

    /// <summary>Bytes for the same purpose that may have left already: what replaces them carries the same sequence.</summary>
    public PendingTransaction? Replaces { get; init; }

    /// <summary>Only for a gap in the sequences: nothing is sent where there is none any more.</summary>
    public bool OnlyIntoGap { get; init; }

    public required StageClock Clock { get; init; }
}
