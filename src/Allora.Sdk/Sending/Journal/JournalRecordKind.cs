namespace Allora.Sdk.Sending.Journal;

/// <summary>What a journal record tells.</summary>
public enum JournalRecordKind
{
    /// <summary>These bytes are about to be broadcast.</summary>
    Prepared,

    /// <summary>The fate of a transaction is known: in a block, or out of reach for good.</summary>
    Resolved,

    /// <summary>The fate of a nonce is known: it is not tried again.</summary>
    Settled,

    /// <summary>What became of an included submission: active, scored, rewarded.</summary>
    Followed,

    /// <summary>What was learned for a nonce and need not be asked again after a restart, such as a reputer's ground truth.</summary>
    Answered,

    /// <summary>The fees that blocks took on the UTC day of the record's time: written where a compaction drops what they are added up from.</summary>
    Spent,
}
