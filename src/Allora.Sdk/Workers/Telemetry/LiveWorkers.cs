using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Allora.Sdk.Diagnostics;

namespace Allora.Sdk.Workers.Telemetry;

/// <summary>The workers that run in this process, for the metrics that are read on collection.</summary>
internal static class LiveWorkers
{
    private static readonly ConcurrentDictionary<WorkerTelemetry, byte> Running = [];

    static LiveWorkers()
    {
        AlloraTelemetry.Meter.CreateObservableGauge(
            AlloraMetricNames.Ready, ObserveReady, "{worker}", "1 while the next window will be answered, 0 otherwise.");
        AlloraTelemetry.Meter.CreateObservableGauge(
            AlloraMetricNames.Balance, ObserveBalance, "{ALLO}", "The balance of a worker's wallet at its last query.");
        AlloraTelemetry.Meter.CreateObservableGauge(
            AlloraMetricNames.LastIncluded, ObserveIncluded, "s", "The time (seconds since 1970) at which a payload was last found in a block.");
        AlloraTelemetry.Meter.CreateObservableGauge(
            AlloraMetricNames.BuildInfo, static () => new Measurement<long>(1, new(TelemetryTags.Version, AlloraTelemetry.Version), new(TelemetryTags.Runtime, Environment.Version.ToString())), "{build}", "The library's version; always 1.");
    }

    public static void Add(WorkerTelemetry worker) => Running.TryAdd(worker, 0);

    public static void Remove(WorkerTelemetry worker) => Running.TryRemove(worker, out _);

    private static IEnumerable<Measurement<long>> ObserveReady() =>
        Running.Keys.Select(w => new Measurement<long>(
            w.State == WorkerState.Ready ? 1 : 0, w.Topic, w.Wallet, new(TelemetryTags.State, TelemetryTags.Of(w.State))));

    private static IEnumerable<Measurement<double>> ObserveIncluded() =>
        Running.Keys.Where(w => w.LastIncluded is not null).Select(w => new Measurement<double>(w.LastIncluded!.Value.ToUnixTimeMilliseconds() / 1000.0, w.Topic, w.Wallet));

    // Workers that share a wallet have read the same balance.
    private static IEnumerable<Measurement<double>> ObserveBalance() =>
        Running.Keys.Where(w => w.Balance is not null).DistinctBy(w => w.Wallet.Value)
            .Select(w => new Measurement<double>(Instruments.Allo(w.Balance!.Value), w.Wallet));
}
