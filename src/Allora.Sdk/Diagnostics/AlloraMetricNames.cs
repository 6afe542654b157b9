namespace Allora.Sdk.Diagnostics;

/// <summary>The names of the metrics, after OpenTelemetry's conventions. Units, attributes and meanings are in docs/metrics.md.</summary>
public static class AlloraMetricNames
{
    /// <summary>Counter: windows that a worker heard of and claimed.</summary>
    public const string WindowsSeen = "allora.worker.windows.seen";

    /// <summary>Counter: nonces that reached their fate, by status and, where it went wrong, by reason.</summary>
    public const string WindowsSettled = "allora.worker.windows.settled";

    /// <summary>Up-down counter: windows that are worked on now.</summary>
    public const string WindowsActive = "allora.worker.windows.active";

    /// <summary>Counter: payloads whose bytes left for a node.</summary>
    public const string Submissions = "allora.worker.submissions";

    /// <summary>Counter: calls of the provider, the failed ones by reason.</summary>
    public const string Predictions = "allora.worker.predictions";

    /// <summary>Histogram (s): how long each stage of a submission took.</summary>
    public const string StageDuration = "allora.worker.stage.duration";

    /// <summary>Histogram (s): from hearing of a window to the sending of its payload, the provider's own time aside.</summary>
    public const string SubmissionLatency = "allora.worker.submission.latency";

    /// <summary>Histogram (s): from hearing of a window to finding its payload in a block.</summary>
    public const string InclusionLatency = "allora.worker.inclusion.latency";

    /// <summary>Counter: workers that were started.</summary>
    public const string Starts = "allora.worker.starts";

    /// <summary>Counter: workers that have stopped.</summary>
    public const string Stops = "allora.worker.stops";

    /// <summary>Gauge: 1 while the next window will be answered, 0 otherwise; the state is an attribute.</summary>
    public const string Ready = "allora.worker.ready";

    /// <summary>Counter (ALLO): fees of transactions in a block, failed ones included.</summary>
    public const string FeesPaid = "allora.fees.paid";

    /// <summary>Counter (ALLO): the part of the fees that was paid for transactions that failed in a block.</summary>
    public const string FeesBurned = "allora.fees.burned";

    /// <summary>Gauge (ALLO): what a worker's wallet held when it was last asked for.</summary>
    public const string Balance = "allora.wallet.balance";

    /// <summary>Counter: attempts at a transaction that came to nothing, by stage and reason.</summary>
    public const string TransactionErrors = "allora.transaction.errors";

    /// <summary>Gauge: blocks that an endpoint was behind the best one of its network when it last answered.</summary>
    public const string EndpointLag = "allora.endpoint.lag";

    /// <summary>Counter: calls that an endpoint failed to answer, and event connections that ended, by reason.</summary>
    public const string EndpointFailures = "allora.endpoint.failures";

    /// <summary>Counter: attempts to connect to an endpoint again.</summary>
    public const string Reconnects = "allora.endpoint.reconnects";
}
