using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Allora.Sdk.Diagnostics;

namespace Allora.Sdk.Blocks;

/// <summary>The planned upgrades of this process's chains, observed on collection. A chain without a plan has no measurement.</summary>
internal static class LiveUpgrades
{
    private static readonly ConcurrentDictionary<UpgradeWatch, byte> Watches = [];

    static LiveUpgrades() => AlloraTelemetry.Meter.CreateObservableGauge(
        AlloraMetricNames.UpgradeBlocksLeft, Observe, "{block}", "Blocks until the chain's planned upgrade.");

    public static void Add(UpgradeWatch watch) => Watches.TryAdd(watch, 0);

    public static void Remove(UpgradeWatch watch) => Watches.TryRemove(watch, out _);

    // Several clients may use the same chain.
    private static IEnumerable<Measurement<long>> Observe() => Watches.Keys
        .Select(static watch => (watch.ChainId, Plan: watch.Planned))
        .Where(static one => one.Plan is not null)
        .DistinctBy(static one => one.ChainId)
        .Select(static one => new Measurement<long>(
            one.Plan!.BlocksLeft,
            new(TelemetryTags.ChainId, one.ChainId),
            new(TelemetryTags.UpgradeName, one.Plan.Name),
            new(TelemetryTags.UpgradeIsKnown, one.Plan.IsKnown)));
}
