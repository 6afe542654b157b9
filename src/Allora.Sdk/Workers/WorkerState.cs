namespace Allora.Sdk;

/// <summary>What a worker is doing. Waiting states are re-checked by themselves; none of them stops the worker.</summary>
public enum WorkerState
{
    /// <summary>Not started, or reading its journal.</summary>
    Starting,

    /// <summary>The node cannot be reached.</summary>
    WaitingForNode,

    /// <summary>The chain does not know the topic.</summary>
    WaitingForTopic,

    /// <summary>The wallet has no funds for fees.</summary>
    WaitingForFunds,

    /// <summary>The topic's white list does not hold the wallet.</summary>
    WaitingForPermission,

    /// <summary>The wallet is not registered and may not, or cannot yet, register itself.</summary>
    WaitingForRegistration,

    /// <summary>Everything is in place, but the topic is not active: no window will open until it is funded.</summary>
    WaitingForActivity,

    /// <summary>Ready: the next window will be answered.</summary>
    Ready,

    /// <summary>Stopping: no new window is taken, what was sent is still confirmed.</summary>
    Draining,

    /// <summary>Stopped.</summary>
    Stopped,

    /// <summary>Something that the topic needs is not among the options, such as a loss's standard deviation: the detail says what.</summary>
    WaitingForConfiguration,

    /// <summary>The reputer's stake is under what the chain requires before it takes losses.</summary>
    WaitingForStake,

    /// <summary>The day's budget for fees is spent: nothing is sent before the next UTC day.</summary>
    WaitingForBudget,
}
