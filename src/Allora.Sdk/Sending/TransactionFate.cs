namespace Allora.Sdk.Sending;

/// <summary>What became of a transaction. Each fate calls for another next step.</summary>
public enum TransactionFate
{
    /// <summary>It is in a block and succeeded. The fee is paid.</summary>
    Included,

    /// <summary>It is in a block and failed there. The fee is paid all the same; <see cref="TransactionResult.Reason"/> says why.</summary>
    Failed,

    /// <summary>It was refused before a block, by a simulation, by a node's check or by a rule here. Nothing is paid and nothing of it can be included.</summary>
    Rejected,

    /// <summary>It left, but no block took it up to its timeout height, or something else used its sequence. Nothing is paid and it can never be included.</summary>
    Expired,

    /// <summary>
    /// It left, and the waiting ended before its fate was known. Look its hash up later; do not build it anew before its timeout height has
    /// passed, or both may be included.
    /// </summary>
    Unknown,

    /// <summary>A dry run: built, signed and simulated, not sent.</summary>
    Simulated,
}
