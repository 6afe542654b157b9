namespace Allora.Sdk.Alerts;

/// <summary>What an alert is about. The rules for Prometheus in deploy/prometheus have the same names, with Allora before them.</summary>
public enum AlertKind
{
    /// <summary>A window was missed or rejected; over with the worker's next window that is not.</summary>
    WindowMissed,

    /// <summary>A fallback was submitted in place of the model's answer; over with the next answer of the model.</summary>
    FallbackUsed,

    /// <summary>No window was seen, or none was settled, for two epochs.</summary>
    WindowsOverdue,

    /// <summary>Workers have waited for a node for a minute, or the chain does not move. One alert for all workers of a chain.</summary>
    NodeAway,

    /// <summary>The wallet has no coins for fees. One alert for each wallet.</summary>
    NoFunds,

    /// <summary>The wallet's budget of fees for the UTC day is spent. One alert for each wallet.</summary>
    BudgetSpent,

    /// <summary>The wallet's key is used elsewhere. One alert for each wallet.</summary>
    UsedElsewhere,

    /// <summary>Predictions are held back by the guard against absurd values.</summary>
    HoldingBack,

    /// <summary>Any other state in which no window is answered, for two minutes; an inactive topic is not one of them.</summary>
    WorkerWaits,

    /// <summary>This process was on standby and has taken over the wallet: no process is on standby any more. Lasts for 15 minutes, or until one is again.</summary>
    StandbyLost,

    /// <summary>The chain plans an upgrade that this version of the library does not know. One alert for each chain.</summary>
    UpgradeUnknown,

    /// <summary>The chain plans an upgrade that this version of the library knows. One alert for each chain.</summary>
    UpgradePlanned,

    /// <summary>The worker's loop does not move: a restart of the process helps.</summary>
    LoopNotLive,
}
