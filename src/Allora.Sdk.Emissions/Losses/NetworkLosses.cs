using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Losses;

/// <summary>The network's losses of a nonce, from its reputers' bundles. (Specification 3; observed in EventNetworkLossSet.)</summary>
public static class NetworkLosses
{
    /// <summary>
    /// A reputer's bundle without entries about workers that did not take part: the first entry of each worker counts; one-out inferers need
    /// two inferers; a row without a cell is dropped.
    /// </summary>
    /// <param name="losses">The bundle as submitted.</param>
    /// <param name="inferers">The inferers committed at the bundle's nonce.</param>
    /// <param name="forecasters">The forecasters committed at the bundle's nonce.</param>
    /// <returns>Null if no inferer is left: the reputer is skipped.</returns>
    public static LossBundle? Filter(LossBundle losses, IReadOnlySet<string> inferers, IReadOnlySet<string> forecasters)
    {
        ArgumentNullException.ThrowIfNull(losses);
        ArgumentNullException.ThrowIfNull(inferers);
        ArgumentNullException.ThrowIfNull(forecasters);
        var about = Known(losses.Inferers, inferers);
        if (about.Length == 0)
            return null;
        return losses with
        {
            Inferers = about,
            Forecasters = Known(losses.Forecasters, forecasters),
            OneOutInferers = about.Length < 2 ? [] : Known(losses.OneOutInferers, inferers),
            OneOutForecasters = Known(losses.OneOutForecasters, forecasters),
            OneInForecasters = Known(losses.OneInForecasters, forecasters),
            OneOutInfererForecasters =
            [
                .. losses.OneOutInfererForecasters
                    .Where(row => forecasters.Contains(row.Forecaster))
                    .DistinctBy(static row => row.Forecaster)
                    .Select(row => row with { WithheldInferers = Known(row.WithheldInferers, inferers) })
                    .Where(static row => row.WithheldInferers.Length > 0)
                    .OrderBy(static row => row.Forecaster, StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>
    /// The stake-weighted mean of each entry over the reputers that reported it: sum S l / sum S, the products cut, the sums exact. Lists are
    /// ascending by address.
    /// </summary>
    /// <param name="reputers">The reputers' filtered bundles with their stakes.</param>
    /// <exception cref="EmissionsException">There is no bundle, or no stake.</exception>
    public static LossBundle Combine(IReadOnlyList<ReputerLosses> reputers)
    {
        ArgumentNullException.ThrowIfNull(reputers);
        if (reputers.Count == 0)
            throw new EmissionsException(EmissionsError.NothingToCompute, "No reputer reported losses.");
        var inferers = Entries(reputers, static losses => losses.Inferers, null);
        var forecasters = Entries(reputers, static losses => losses.Forecasters, null);
        var withInferer = Names(inferers);
        var withForecaster = Names(forecasters);
        return new LossBundle
        {
            Combined = Mean(reputers.Select(static one => (one.Stake, one.Losses.Combined))),
            Naive = Mean(reputers.Select(static one => (one.Stake, one.Losses.Naive))),
            Inferers = inferers,
            Forecasters = forecasters,
            OneOutInferers = Entries(reputers, static losses => losses.OneOutInferers, withInferer),
            OneOutForecasters = Entries(reputers, static losses => losses.OneOutForecasters, withForecaster),
            OneInForecasters = Entries(reputers, static losses => losses.OneInForecasters, withForecaster),
            OneOutInfererForecasters = Rows(reputers, forecasters, withInferer),
        };
    }

    private static ImmutableArray<WithheldRow> Rows(
        IReadOnlyList<ReputerLosses> reputers, ImmutableArray<WorkerValue> forecasters, IReadOnlySet<string> inferers)
    {
        var rows = ImmutableArray.CreateBuilder<WithheldRow>();
        foreach (var forecaster in forecasters)
        {
            var cells = Entries(
                reputers,
                losses => losses.OneOutInfererForecasters.FirstOrDefault(row => row.Forecaster == forecaster.Worker)?.WithheldInferers ?? [],
                inferers);
            if (cells.Length > 0)
                rows.Add(new WithheldRow(forecaster.Worker, cells));
        }

        return rows.ToImmutable();
    }

    private static ImmutableArray<WorkerValue> Entries(
        IReadOnlyList<ReputerLosses> reputers, Func<LossBundle, ImmutableArray<WorkerValue>> list, IReadOnlySet<string>? known) =>
    [
        .. reputers.SelectMany(one => list(one.Losses).Select(entry => (entry.Worker, one.Stake, entry.Value)))
            .Where(entry => known is null || known.Contains(entry.Worker))
            .GroupBy(static entry => entry.Worker, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => new WorkerValue(group.Key, Mean(group.Select(static entry => (entry.Stake, entry.Value))))),
    ];

    private static Dec Mean(IEnumerable<(Dec Stake, Dec Value)> entries)
    {
        var (above, below) = (Dec.Zero, Dec.Zero);
        foreach (var (stake, value) in entries)
            (above, below) = (above + (stake * value), below + stake);
        return above / below;
    }

    private static HashSet<string> Names(ImmutableArray<WorkerValue> entries) =>
        entries.Select(static entry => entry.Worker).ToHashSet(StringComparer.Ordinal);

    private static ImmutableArray<WorkerValue> Known(ImmutableArray<WorkerValue> entries, IReadOnlySet<string> known) =>
    [
        .. entries.Where(entry => known.Contains(entry.Worker))
            .DistinctBy(static entry => entry.Worker)
            .OrderBy(static entry => entry.Worker, StringComparer.Ordinal),
    ];
}
