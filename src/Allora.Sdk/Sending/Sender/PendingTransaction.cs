using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Sender;

/// <summary>Signed bytes that were, or may have been, broadcast, and whose outcome is not known yet.</summary>
internal sealed record PendingTransaction
{
    public required string Purpose { get; init; }

    public ulong TopicId { get; init; }

    public long Nonce { get; init; }

    public required ulong Sequence { get; init; }

    public required string Hash { get; init; }

    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public required ulong TimeoutHeight { get; init; }

    public required UAllo Fee { get; init; }

    public required ulong GasLimit { get; init; }

    /// <summary>The chain's height when the bytes were first sent: only later blocks can have them. 0 if it is not known, as after a restart.</summary>
    public long SentAt { get; init; }

    /// <summary>The value in the chain's spelling, for results after a restart.</summary>
    public string? Value { get; init; }

    /// <summary>The chain's gas price at the time of building; null if it was not journaled.</summary>
    public GasPrice? ChainPrice { get; init; }

    /// <summary>The gas that its simulation returned; null without one, and after a restart.</summary>
    public ulong? SimulatedGas { get; init; }

    /// <summary>Earlier bytes for the same purpose with the same sequence, which may be included instead; null if there are none.</summary>
    public PendingTransaction? Replaces { get; init; }

    /// <summary>The hash of the first bytes with this purpose and sequence.</summary>
    public string Root => Replaces?.Root ?? Hash;

    /// <summary>The number of signings with this purpose and sequence, these bytes included.</summary>
    public ulong Generation => 1 + (Replaces?.Generation ?? 0);

    public JournalRecord Prepared(DateTimeOffset now) => new()
    {
        Kind = JournalRecordKind.Prepared,
        Time = now,
        Purpose = Purpose,
        TopicId = TopicId,
        Nonce = Nonce,
        Sequence = Sequence,
        Hash = Hash,
        Bytes = Bytes,
        TimeoutHeight = TimeoutHeight,
        Fee = Fee,
        GasLimit = GasLimit,
        GasPrice = ChainPrice,
        Value = Value,
    };

    public static PendingTransaction? From(JournalRecord record) =>
        record is { Kind: JournalRecordKind.Prepared, Sequence: { } sequence, Hash: { } hash, Bytes: { } bytes, TimeoutHeight: { } timeout }
            ? new PendingTransaction
            {
                Purpose = record.Purpose ?? "",
                TopicId = record.TopicId,
                Nonce = record.Nonce,
                Sequence = sequence,
                Hash = hash,
                Bytes = bytes,
                TimeoutHeight = timeout,
                Fee = record.Fee ?? UAllo.Zero,
                GasLimit = record.GasLimit ?? 0,
                Value = record.Value,
                ChainPrice = record.GasPrice,
            }
            : null;
}
