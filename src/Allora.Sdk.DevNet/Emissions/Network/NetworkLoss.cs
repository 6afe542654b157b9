using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V3;
using Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Emissions.Network;

/// <summary>The network's losses: each is the mean of the reputers' losses, weighted by stake.</summary>
internal static class NetworkLoss
{
    public static ValueBundle Of(TopicState topic, Epoch epoch)
    {
        var bundles = epoch.Losses.Select(pair => (Bundle: pair.Value.ValueBundle, Weight: Weight(topic, pair.Key))).ToList();
        var loss = new ValueBundle
        {
            TopicId = topic.Id,
            ReputerRequestNonce = new ReputerRequestNonce { ReputerNonce = new Nonce { BlockHeight = epoch.Nonce } },
            CombinedValue = Mean(bundles.Select(static one => (one.Bundle.CombinedValue, one.Weight))),
            NaiveValue = Mean(bundles.Select(static one => (one.Bundle.NaiveValue, one.Weight))),
        };
        loss.InfererValues.AddRange(Attributed(bundles, static bundle => bundle.InfererValues));
        loss.ForecasterValues.AddRange(Attributed(bundles, static bundle => bundle.ForecasterValues));
        loss.OneInForecasterValues.AddRange(Attributed(bundles, static bundle => bundle.OneInForecasterValues));
        loss.OneOutInfererValues.AddRange(Withheld(bundles, static bundle => bundle.OneOutInfererValues));
        loss.OneOutForecasterValues.AddRange(Withheld(bundles, static bundle => bundle.OneOutForecasterValues));
        var forecasters = bundles.SelectMany(static one => one.Bundle.OneOutInfererForecasterValues).Select(static values => values.Forecaster);
        foreach (var forecaster in forecasters.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var both = new OneOutInfererForecasterValues { Forecaster = forecaster };
            both.OneOutInfererValues.AddRange(Withheld(
                bundles,
                bundle => bundle.OneOutInfererForecasterValues.Where(values => values.Forecaster == forecaster).SelectMany(static values => values.OneOutInfererValues)));
            loss.OneOutInfererForecasterValues.Add(both);
        }

        return loss;
    }

    private static Dec Weight(TopicState topic, string reputer)
    {
        var stake = topic.Members.StakeOf(reputer);
        return stake.IsZero ? Dec.One : (Dec)stake;
    }

    private static IEnumerable<WorkerAttributedValue> Attributed(
        List<(InputValueBundle Bundle, Dec Weight)> bundles, Func<InputValueBundle, IEnumerable<InputWorkerAttributedValue>> values) =>
        Means(bundles, bundle => values(bundle).Select(static value => (value.Worker, value.Value)))
            .Select(static one => new WorkerAttributedValue { Worker = one.Worker, Value = one.Mean });

    private static IEnumerable<WithheldWorkerAttributedValue> Withheld(
        List<(InputValueBundle Bundle, Dec Weight)> bundles, Func<InputValueBundle, IEnumerable<InputWithheldWorkerAttributedValue>> values) =>
        Means(bundles, bundle => values(bundle).Select(static value => (value.Worker, value.Value)))
            .Select(static one => new WithheldWorkerAttributedValue { Worker = one.Worker, Value = one.Mean });

    private static IEnumerable<(string Worker, string Mean)> Means(
        List<(InputValueBundle Bundle, Dec Weight)> bundles, Func<InputValueBundle, IEnumerable<(string Worker, string Value)>> values) =>
        bundles
            .SelectMany(one => values(one.Bundle).DistinctBy(static value => value.Worker).Select(value => (value.Worker, value.Value, one.Weight)))
            .GroupBy(static one => one.Worker, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => (group.Key, Mean(group.Select(static one => (one.Value, one.Weight)))));

    private static string Mean(IEnumerable<(string Value, Dec Weight)> values)
    {
        var (sum, total) = (Dec.Zero, Dec.Zero);
        foreach (var (value, weight) in values)
            (sum, total) = (sum + (Dec.Parse(value) * weight), total + weight);
        return (sum / total).ToString();
    }
}
