using System.Globalization;
using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Sending.Uses;

/// <summary>A transaction in a block with a signature of the wallet's key that was not made here.</summary>
internal sealed record ForeignUse
{
    private const string Remedy = "stop whatever else uses the key, or replace the key; if it was you, add the hash to " + nameof(WalletOptions.AcceptedTransactions);

    /// <summary>The transaction's hash (upper-case hex); null if it was not found.</summary>
    public required string? Hash { get; init; }

    /// <summary>The height (blocks) of its block.</summary>
    public required long Height { get; init; }

    /// <summary>The sequence that it used; null if another account sent it.</summary>
    public ulong? Sequence { get; init; }

    /// <summary>The topic of its payload; 0 if the payload is not what was found.</summary>
    public ulong TopicId { get; init; }

    /// <summary>The nonce of its payload (a height, blocks).</summary>
    public long Nonce { get; init; }

    public static ForeignUse? From(JournalRecord record) =>
        record is { Kind: JournalRecordKind.UsedElsewhere, Hash: { } hash }
            ? new ForeignUse { Hash = hash, Height = record.Height ?? 0, Sequence = record.Sequence, TopicId = record.TopicId, Nonce = record.Nonce }
            : null;

    public JournalRecord ToRecord(DateTimeOffset now) =>
        new() { Kind = JournalRecordKind.UsedElsewhere, Time = now, Hash = Hash, Height = Height, Sequence = Sequence, TopicId = TopicId, Nonce = Nonce };

    /// <summary>What was found, and what to do.</summary>
    public string Describe(string address) => Sequence is { } sequence
        ? string.Create(CultureInfo.InvariantCulture, $"sequence {sequence} of {address} was used by a transaction that was never signed here ({Hash}, block {Height}): {Remedy}")
        : string.Create(CultureInfo.InvariantCulture, $"the chain holds an answer of {address} for nonce {Nonce} of topic {TopicId} that was never signed here (transaction {Hash ?? "not found in the window's blocks"}): {Remedy}");
}
