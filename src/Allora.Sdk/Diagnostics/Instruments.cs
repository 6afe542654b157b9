using System.Diagnostics.Metrics;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Telemetry;

namespace Allora.Sdk.Diagnostics;

/// <summary>The instruments that are written to. Those that are observed on collection are in <see cref="LiveWorkers"/> and <see cref="LiveEndpoints"/>.</summary>
internal static class Instruments
{
    // From a local signature to a window of an hour.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600],
    };

    public static readonly Counter<long> WindowsSeen =
        AlloraTelemetry.Meter.CreateCounter<long>(AlloraMetricNames.WindowsSeen, "{window}", "Windows that a worker learned of and claimed.");

    public static readonly Counter<long> WindowsSettled =
        AlloraTelemetry.Meter.CreateCounter<long>(AlloraMetricNames.WindowsSettled, "{window}", "Nonces with a final status.");

    public static readonly UpDownCounter<long> WindowsActive =
        AlloraTelemetry.Meter.CreateUpDownCounter<long>(AlloraMetricNames.WindowsActive, "{window}", "Windows in progress.");

    public static readonly Counter<long> Submissions =
        AlloraTelemetry.Meter.CreateCounter<long>(AlloraMetricNames.Submissions, "{submission}", "Payloads that were broadcast to a node.");

    public static readonly Counter<long> Predictions =
        AlloraTelemetry.Meter.CreateCounter<long>(AlloraMetricNames.Predictions, "{call}", "Calls of the provider.");

    public static readonly Histogram<double> StageDuration = AlloraTelemetry.Meter.CreateHistogram(
        AlloraMetricNames.StageDuration, "s", "The duration of each stage of a submission.", tags: null, Seconds);

    public static readonly Histogram<double> SubmissionLatency = AlloraTelemetry.Meter.CreateHistogram(
        AlloraMetricNames.SubmissionLatency, "s", "From the notice of a window to the broadcast of its payload, excluding the provider's own time.", tags: null, Seconds);

    public static readonly Histogram<double> InclusionLatency = AlloraTelemetry.Meter.CreateHistogram(
        AlloraMetricNames.InclusionLatency, "s", "From the notice of a window to its payload in a block.", tags: null, Seconds);

    public static readonly Counter<long> Starts =
        AlloraTelemetry.Meter.CreateCounter<long>(AlloraMetricNames.Starts, "{worker}", "Workers that were started.");

    public static readonly Counter<long> Stops =
        AlloraTelemetry.Meter.CreateCounter<long>(AlloraMetricNames.Stops, "{worker}", "Workers that have stopped.");

    public static readonly Counter<double> FeesPaid =
        AlloraTelemetry.Meter.CreateCounter<double>(AlloraMetricNames.FeesPaid, "{ALLO}", "Fees of transactions in a block.");

    public static readonly Counter<double> FeesBurned =
        AlloraTelemetry.Meter.CreateCounter<double>(AlloraMetricNames.FeesBurned, "{ALLO}", "Fees of transactions that failed in a block.");

    public static readonly Counter<long> TransactionErrors =
        AlloraTelemetry.Meter.CreateCounter<long>(AlloraMetricNames.TransactionErrors, "{error}", "Failed attempts at a transaction.");

    public static readonly Counter<long> EndpointFailures = AlloraTelemetry.Meter.CreateCounter<long>(
        AlloraMetricNames.EndpointFailures, "{failure}", "Calls that an endpoint failed to answer, and event connections that ended.");

    public static readonly Counter<long> Reconnects =
        AlloraTelemetry.Meter.CreateCounter<long>(AlloraMetricNames.Reconnects, "{connection}", "Attempts to connect to an endpoint again.");

    // Only for dashboards: 64 bits of uallo would overflow after 9 ALLO. Nothing is computed from it.
    public static double Allo(UAllo amount) => (double)amount.Value / 1e18;
}
