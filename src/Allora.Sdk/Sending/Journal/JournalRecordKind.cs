namespace Allora.Sdk.Sending.Journal;

/// <summary>The kind of a journal record.</summary>
public enum JournalRecordKind
{
    /// <summary>These bytes are about to be broadcast.</summary>
    Prepared,

    /// <summary>The outcome of a transaction is known: in a block, or expired for good.</summary>
    Resolved,

    /// <summary>The outcome of a nonce is known: it is not tried again.</summary>
    Settled,

    /// <summary>The progress of an included submission: active, scored, rewarded.</summary>
    Followed,

    /// <summary>An answer for a nonce that is not queried again after a restart, such as a reputer's ground truth.</summary>
    Answered,

    /// <summary>
    /// The fees that blocks took on the UTC day of the record's time, and the highest used sequence with its block's height: written if a compaction drops
    /// the records behind them.
    /// </summary>
    Spent,

    /// <summary>A signed bundle, before its first byte leaves the process: nothing else is signed for the same part of its nonce.</summary>
    Bundled,

    /// <summary>A transaction in a block with a signature of the wallet's key that was not made here: nothing is paid any more, unless the options accept it.</summary>
    UsedElsewhere,

    /// <summary>The journal was moved to another store: the records before are no longer in force, and no wallet is run from here.</summary>
    MovedAway,

    /// <summary>The end of an import: the records behind the last <see cref="MovedAway"/> are in force.</summary>
    MovedHere,
}
