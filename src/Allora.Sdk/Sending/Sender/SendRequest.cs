using Allora.Sdk.Encodings.Transactions;

namespace Allora.Sdk.Sending.Sender;

/// <summary>A request to the sender: messages that are built again at each attempt, since the schema may have changed.</summary>
internal sealed record SendRequest
{
    /// <summary>The purpose: names the learned gas, and the journal's record.</summary>
    public required string Purpose { get; init; }

    public ulong TopicId { get; init; }

    public long Nonce { get; init; }

    public required Func<CancellationToken, ValueTask<IReadOnlyList<TransactionMessage>>> Messages { get; init; }

    public string Memo { get; init; } = "";

    /// <summary>The last height at which the transaction may be included: the end of the window.</summary>
    public required ulong TimeoutHeight { get; init; }

    /// <summary>The block that its messages depend on, such as the one that opened the window: the refusal of a node without it does not count. 0 for none.</summary>
    public long NeededHeight { get; init; }

    public required FeeOptions Fees { get; init; }

    public bool Simulate { get; init; } = true;

    public bool DryRun { get; init; }

    public string? Value { get; init; }

    /// <summary>Bytes for the same purpose that may have been sent already: their replacement has the same sequence.</summary>
    public PendingTransaction? Replaces { get; init; }

    /// <summary>Only for a gap in the sequences: nothing is sent if it has closed.</summary>
    public bool OnlyIntoGap { get; init; }

    /// <summary>Whether enough of the time is over to pay a gas price that is far above the last one.</summary>
    public bool AcceptsPriceJump { get; init; }

    public required StageClock Clock { get; init; }
}
