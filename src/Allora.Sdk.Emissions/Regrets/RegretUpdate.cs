using System.Collections.Immutable;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Regrets;

/// <summary>
/// The regrets after a nonce's losses: R = EMA(alpha_regret, D, R_old) with D the difference of two network losses, and R_old the topic's
/// initial regret if there is none. (Specification 4.1 and 4.2.)
/// </summary>
public static class RegretUpdate
{
    /// <summary>The book with the regrets of every entry of the losses; other entries stay.</summary>
    /// <param name="book">The book before.</param>
    /// <param name="losses">The network's losses of the nonce.</param>
    /// <param name="nonce">The nonce, stored with each regret.</param>
    /// <param name="alpha">The topic's alpha_regret.</param>
    /// <param name="initialRegret">The topic's initial regret before these losses.</param>
    public static RegretBook Apply(RegretBook book, LossBundle losses, long nonce, Dec alpha, Dec initialRegret)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(losses);
        var step = new Step(nonce, alpha, initialRegret);
        return book with
        {
            Inferer = step.Family(book.Inferer, losses.Inferers.Select(one => (one.Worker, losses.Combined - one.Value))),
            Forecaster = step.Family(book.Forecaster, losses.Forecasters.Select(one => (one.Worker, losses.Combined - one.Value))),
            NaiveInferer = step.Family(book.NaiveInferer, losses.Inferers.Select(one => (one.Worker, losses.Naive - one.Value))),
            OneOutInfererInferer = step.Family(book.OneOutInfererInferer, Pairs(losses.OneOutInferers, losses.Inferers)),
            OneOutInfererForecaster = step.Family(book.OneOutInfererForecaster, WithheldPairs(losses)),
            OneOutForecasterInferer = step.Family(book.OneOutForecasterInferer, Pairs(losses.OneOutForecasters, losses.Inferers)),
            OneOutForecasterForecaster = step.Family(book.OneOutForecasterForecaster, Pairs(losses.OneOutForecasters, losses.Forecasters)),
            // One store for both roles: an actor that is inferer and forecaster is written twice, from the inferer's side first.
            OneInForecaster = step.Family(
                book.OneInForecaster,
                Pairs(losses.OneInForecasters, losses.Inferers).Concat(OwnPairs(losses))),
        };
    }

    private static IEnumerable<((string, string) Key, Dec Difference)> Pairs(ImmutableArray<WorkerValue> variants, ImmutableArray<WorkerValue> workers)
    {
        foreach (var variant in variants)
        {
            foreach (var worker in workers)
                yield return ((variant.Worker, worker.Worker), variant.Value - worker.Value);
        }
    }

    private static IEnumerable<((string, string) Key, Dec Difference)> WithheldPairs(LossBundle losses)
    {
        foreach (var row in losses.OneOutInfererForecasters)
        {
            var cells = row.WithheldInferers.ToDictionary(static cell => cell.Worker, static cell => cell.Value, StringComparer.Ordinal);
            // A cell that is missing counts as a loss of 0.
            foreach (var withheld in losses.OneOutInferers)
                yield return ((withheld.Worker, row.Forecaster), withheld.Value - cells.GetValueOrDefault(withheld.Worker));
        }
    }

    private static IEnumerable<((string, string) Key, Dec Difference)> OwnPairs(LossBundle losses)
    {
        var own = losses.Forecasters.ToDictionary(static one => one.Worker, static one => one.Value, StringComparer.Ordinal);
        foreach (var single in losses.OneInForecasters)
        {
            if (own.TryGetValue(single.Worker, out var loss))
                yield return ((single.Worker, single.Worker), single.Value - loss);
        }
    }

    private readonly struct Step(long nonce, Dec alpha, Dec initialRegret)
    {
        public ImmutableDictionary<TKey, TimestampedValue> Family<TKey>(
            ImmutableDictionary<TKey, TimestampedValue> stored, IEnumerable<(TKey Key, Dec Difference)> differences)
            where TKey : notnull
        {
            var builder = stored.ToBuilder();
            foreach (var (key, difference) in differences)
            {
                var old = builder.TryGetValue(key, out var before) ? before.Value : initialRegret;
                builder[key] = new TimestampedValue(nonce, DecStatistics.MovingAverage(alpha, difference, old));
            }

            return builder.ToImmutable();
        }
    }
}
