using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Sending.Journal;

namespace Allora.Sdk.Sending.Bundles;

/// <summary>A signed bundle in its message.</summary>
internal sealed class SignedBundle
{
    private SignedBundle(JournalRecord record, TransactionMessage message) => (Record, Message) = (record, message);

    public string Purpose => Record.Purpose!;

    public ulong TopicId => Record.TopicId;

    public long Nonce => Record.Nonce;

    public TransactionMessage Message { get; }

    /// <summary>The answer in the chain's spelling.</summary>
    public string Text => Record.Value ?? "";

    public IReadOnlyDictionary<string, string> Parts => Record.Parts!;

    /// <summary>Whether the journal has it for certain.</summary>
    public bool IsJournaled { get; set; }

    /// <summary>The bundle as the journal has it.</summary>
    public JournalRecord Record { get; }

    public static SignedBundle Of(string purpose, UnsignedBundle bundle, TransactionMessage message, string text, DateTimeOffset now) => new(
        new JournalRecord
        {
            Kind = JournalRecordKind.Bundled,
            Time = now,
            Purpose = purpose,
            TopicId = bundle.TopicId,
            Nonce = bundle.Nonce,
            TypeUrl = message.TypeUrl,
            Bytes = message.Value,
            Parts = bundle.Parts,
            Value = text,
        },
        message);

    /// <summary>Reads a record; null if it is of another kind.</summary>
    public static SignedBundle? From(JournalRecord record) =>
        record is { Kind: JournalRecordKind.Bundled, Purpose: not null, TypeUrl: { } type, Bytes: { } bytes, Parts: not null }
            ? new SignedBundle(record, new TransactionMessage { TypeUrl = type, Value = bytes }) { IsJournaled = true }
            : null;
}
