namespace Allora.Sdk;

/// <summary>The state of a worker. Waiting states are checked again automatically; none of them stops the worker.</summary>
public enum WorkerState
{
    /// <summary>Not started, or reading its journal.</summary>
    Starting,

    /// <summary>The node cannot be reached.</summary>
    WaitingForNode,

    /// <summary>The chain has no such topic.</summary>
    WaitingForTopic,

    /// <summary>The wallet has no funds for fees.</summary>
    WaitingForFunds,

    /// <summary>The wallet is not on the topic's white list.</summary>
    WaitingForPermission,

    /// <summary>The wallet is not registered and may not, or cannot yet, register itself.</summary>
    WaitingForRegistration,

    /// <summary>All preconditions are met, but the topic is not active: no window will open until it is funded.</summary>
    WaitingForActivity,

    /// <summary>Ready: the next window will be answered.</summary>
    Ready,

    /// <summary>Stopping: no new window is taken, sent transactions are still confirmed.</summary>
    Draining,

    /// <summary>Stopped.</summary>
    Stopped,

    /// <summary>An option that the topic needs is missing, such as a loss's standard deviation: the detail names it.</summary>
    WaitingForConfiguration,

    /// <summary>The reputer's stake is below the chain's minimum for losses.</summary>
    WaitingForStake,

    /// <summary>The day's budget for fees is spent: nothing is sent before the next UTC day.</summary>
    WaitingForBudget,

    /// <summary>
    /// The reputer's next nonce accepts losses, but the chain has not closed an older one yet: a payload sent now would be discarded. Normal
    /// for part of each epoch if the topic's ground truth lag is not a multiple of its epoch; the detail names both nonces.
    /// </summary>
    WaitingForOlderNonce,

    /// <summary>The chain's gas price is above the limits on fees: nothing is sent until it falls. The detail names the limit.</summary>
    WaitingForGasPrice,

    /// <summary>
    /// The wallet's key is used elsewhere: a block has a transaction with its signature, or with an answer, that was never signed here. The detail names it.
    /// Nothing is signed or paid, in later runs too, until <see cref="WalletOptions.AcceptedTransactions"/> lists it.
    /// </summary>
    UsedElsewhere,

    /// <summary>
    /// Another process holds the wallet's journal: this one signs and sends nothing, and takes up from the journal as soon as it can have it. Only
    /// with <see cref="WalletOptions.Standby"/>; the detail names the holder.
    /// </summary>
    Standby,

    /// <summary>The store of the wallet's journal cannot be reached: nothing is signed or sent before it can. The detail names the cause.</summary>
    WaitingForJournal,

    /// <summary>Paused by its host (<see cref="WorkerRunner.Pause"/>): no window is answered until it is resumed. Transactions that were sent are still confirmed.</summary>
    Paused,

    /// <summary>
    /// The last prediction was held back because it is absurd beside the network's values (<see cref="GuardOptions.Network"/>). The provider is called for each
    /// window all the same; the state ends with the first prediction that is not held back.
    /// </summary>
    HoldingBack,
}
