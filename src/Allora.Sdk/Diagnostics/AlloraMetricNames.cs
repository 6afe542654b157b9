namespace Allora.Sdk.Diagnostics;

/// <summary>The names of the metrics, after OpenTelemetry's conventions. Units, attributes and meanings are in docs/metrics.md.</summary>
public static class AlloraMetricNames
{
    /// <summary>Counter: windows that a worker learned of and claimed.</summary>
    public const string WindowsSeen = "allora.worker.windows.seen";

    /// <summary>Counter: nonces with a final status, by status and, for failures, by reason.</summary>
    public const string WindowsSettled = "allora.worker.windows.settled";

    /// <summary>Up-down counter: windows in progress.</summary>
    public const string WindowsActive = "allora.worker.windows.active";

    /// <summary>Counter: payloads that were broadcast to a node.</summary>
    public const string Submissions = "allora.worker.submissions";

    /// <summary>Counter: calls of the provider, the failed ones by reason.</summary>
    public const string Predictions = "allora.worker.predictions";

    /// <summary>Histogram (s): the duration of each stage of a submission.</summary>
    public const string StageDuration = "allora.worker.stage.duration";

    /// <summary>Histogram (s): from the notice of a window to the broadcast of its payload, excluding the provider's own time.</summary>
    public const string SubmissionLatency = "allora.worker.submission.latency";

    /// <summary>Histogram (s): from the notice of a window to its payload in a block.</summary>
    public const string InclusionLatency = "allora.worker.inclusion.latency";

    /// <summary>Counter: workers that were started.</summary>
    public const string Starts = "allora.worker.starts";

    /// <summary>Counter: workers that have stopped.</summary>
    public const string Stops = "allora.worker.stops";

    /// <summary>Gauge: 1 if the next window will be answered, otherwise 0; the state is an attribute.</summary>
    public const string Ready = "allora.worker.ready";

    /// <summary>Gauge (s since 1970): when a payload was last found in a block; no value before the first.</summary>
    public const string LastIncluded = "allora.worker.included.time";

    /// <summary>Gauge: always 1; the versions of the library and of the runtime are attributes.</summary>
    public const string BuildInfo = "allora.build.info";

    /// <summary>Counter (ALLO): fees of transactions in a block, failed ones included.</summary>
    public const string FeesPaid = "allora.fees.paid";

    /// <summary>Counter (ALLO): the part of the fees that was paid for transactions that failed in a block.</summary>
    public const string FeesBurned = "allora.fees.burned";

    /// <summary>Gauge (ALLO): the balance of a worker's wallet when it was last queried.</summary>
    public const string Balance = "allora.wallet.balance";

    /// <summary>Counter: failed attempts at a transaction, by stage and reason.</summary>
    public const string TransactionErrors = "allora.transaction.errors";

    /// <summary>Gauge: blocks that an endpoint was behind the best one of its network when it last answered.</summary>
    public const string EndpointLag = "allora.endpoint.lag";

    /// <summary>Counter: calls that an endpoint failed to answer, and event connections that ended, by reason.</summary>
    public const string EndpointFailures = "allora.endpoint.failures";

    /// <summary>Counter: attempts to connect to an endpoint again.</summary>
    public const string Reconnects = "allora.endpoint.reconnects";

    /// <summary>Gauge: blocks until the chain's planned upgrade; no value without a plan. Attributes: its name, and whether this version of the library knows it.</summary>
    public const string UpgradeBlocksLeft = "allora.chain.upgrade.blocks";
}
