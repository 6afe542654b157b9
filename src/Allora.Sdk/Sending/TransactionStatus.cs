namespace Allora.Sdk.Sending;

/// <summary>The outcome of a transaction. Each requires a different next step.</summary>
public enum TransactionStatus
{
    /// <summary>Included in a block and succeeded. The fee is paid.</summary>
    Included,

    /// <summary>Included in a block and failed there. The fee is paid all the same; <see cref="TransactionResult.Reason"/> has the cause.</summary>
    Failed,

    /// <summary>Refused before a block, by a simulation, by a node's check or by a rule here. Nothing is paid, and the transaction cannot be included.</summary>
    Rejected,

    /// <summary>Sent, but not in a block by its timeout height, or its sequence was used by something else. Nothing is paid, and it can never be included.</summary>
    Expired,

    /// <summary>
    /// Sent, but the wait ended before the outcome was known. Look up its hash later; do not build it again before its timeout height has passed,
    /// or both may be included.
    /// </summary>
    Unknown,

    /// <summary>A dry run: built, signed and simulated, not sent.</summary>
    Simulated,
}
