using System.Collections.Immutable;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Protos.Emissions.V3;
using Dec = Allora.Sdk.Emissions.Numbers.Dec;

namespace Allora.Cli.Topics.Weighing;

/// <summary>Losses as the chain tells them, as the arithmetic takes them.</summary>
internal static class LossReader
{
    public static LossBundle Read(ValueBundle bundle) => new()
    {
        Combined = Dec.Parse(bundle.CombinedValue),
        Naive = Dec.Parse(bundle.NaiveValue),
        Inferers = Of(bundle.InfererValues),
        Forecasters = Of(bundle.ForecasterValues),
        OneOutInferers = Of(bundle.OneOutInfererValues),
        OneOutForecasters = Of(bundle.OneOutForecasterValues),
        OneInForecasters = Of(bundle.OneInForecasterValues),
        OneOutInfererForecasters = [.. bundle.OneOutInfererForecasterValues.Select(static row => new WithheldRow(row.Forecaster, Of(row.OneOutInfererValues)))],
    };

    /// <summary>Every value by a name that tells what it is.</summary>
    public static IEnumerable<(string What, string? Address, Dec Value)> Values(LossBundle losses)
    {
        yield return ("combined loss", null, losses.Combined);
        yield return ("naive loss", null, losses.Naive);
        foreach (var (what, list) in new[]
        {
            ("inferer's loss", losses.Inferers),
            ("forecaster's loss", losses.Forecasters),
            ("loss without the inferer", losses.OneOutInferers),
            ("loss without the forecaster", losses.OneOutForecasters),
            ("loss with one forecaster", losses.OneInForecasters),
        })
        {
            foreach (var (worker, value) in list)
                yield return (what, worker, value);
        }

        foreach (var row in losses.OneOutInfererForecasters)
        {
            foreach (var (worker, value) in row.WithheldInferers)
                yield return ($"loss of {row.Forecaster} without the inferer", worker, value);
        }
    }

    private static ImmutableArray<WorkerValue> Of(IEnumerable<WorkerAttributedValue> values) => [.. values.Select(static one => new WorkerValue(one.Worker, Dec.Parse(one.Value)))];

    private static ImmutableArray<WorkerValue> Of(IEnumerable<WithheldWorkerAttributedValue> values) => [.. values.Select(static one => new WorkerValue(one.Worker, Dec.Parse(one.Value)))];
}
