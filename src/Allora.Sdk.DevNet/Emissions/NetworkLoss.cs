using System.Numerics;
using Allora.Sdk.DevNet.Chain.Transactions;
using Allora.Sdk.DevNet.Chain.Values;
using Allora.Sdk.Protos.Emissions.V3;
using Allora.Sdk.Protos.Emissions.V9;
using EventValueBundle = Allora.Sdk.Protos.Emissions.V10.EventValueBundle;

namespace Allora.Sdk.DevNet.Emissions;

/// <summary>The network's losses: each is the mean of the reputers' losses, weighted by stake. Regrets are the plain difference to the combined loss.</summary>
internal static class NetworkLoss
{
    private const string StdNorm = "0.0100";

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
        loss.InfererValues.AddRange(Means(bundles, static bundle => bundle.InfererValues));
        loss.ForecasterValues.AddRange(Means(bundles, static bundle => bundle.ForecasterValues));
        return loss;
    }

    public static void Emit(Execution run, TopicState topic, Epoch epoch)
    {
        var loss = epoch.NetworkLoss!;
        var reputers = new Protos.Emissions.V10.EventActiveReputersSet { TopicId = topic.Id, NonceBlockHeight = epoch.Nonce };
        reputers.Addresses.AddRange(epoch.Losses.Keys);
        EmissionsEvents.Emit(run, reputers);
        EmissionsEvents.Emit(run, new Protos.Emissions.V10.EventNetworkLossSet { TopicId = topic.Id, BlockHeight = epoch.Nonce, Nonce = epoch.Nonce, Bundle = Flat(loss) });
        var addresses = loss.InfererValues.Select(static value => value.Worker).ToList();
        var regrets = loss.InfererValues.Select(value => (Dec.Parse(loss.CombinedValue) - Dec.Parse(value.Value)).ToString()).ToList();
        var set = new Protos.Emissions.V10.EventInfererNetworkRegretSet { TopicId = topic.Id, BlockHeight = epoch.Nonce };
        set.Addresses.AddRange(addresses);
        set.Regrets.AddRange(regrets);
        EmissionsEvents.Emit(run, set);
        var naive = new Protos.Emissions.V10.EventNaiveInfererNetworkRegretSet { TopicId = topic.Id, BlockHeight = epoch.Nonce };
        naive.Addresses.AddRange(addresses);
        naive.Regrets.AddRange(regrets);
        EmissionsEvents.Emit(run, naive);
        EmissionsEvents.Emit(run, new Protos.Emissions.V10.EventTopicInitialRegretSet { TopicId = topic.Id, BlockHeight = epoch.Nonce, Regret = topic.Definition.InitialRegret });
        EmissionsEvents.Emit(run, new Protos.Emissions.V10.EventRegretStdNormSet { TopicId = topic.Id, BlockHeight = epoch.Nonce, Stdnorm = StdNorm });
        var weights = new Protos.Emissions.V10.EventInfererWeightsSet { TopicId = topic.Id, BlockHeight = epoch.Nonce };
        weights.Addresses.AddRange(addresses);
        weights.Weights.AddRange(addresses.Select(_ => (Dec.One / new BigInteger(addresses.Count)).ToString()));
        EmissionsEvents.Emit(run, weights);
        EmissionsEvents.Emit(run, new Protos.Emissions.V10.EventReputerLastCommitSet
        {
            TopicId = topic.Id,
            BlockHeight = run.Height,
            Nonce = new Nonce { BlockHeight = epoch.Nonce },
        });
    }

    public static EventValueBundle Flat(ValueBundle bundle)
    {
        var flat = new EventValueBundle { CombinedValue = bundle.CombinedValue, NaiveValue = bundle.NaiveValue, ExtraData = bundle.ExtraData };
        flat.InfererAddresses.AddRange(bundle.InfererValues.Select(static value => value.Worker));
        flat.InfererValues.AddRange(bundle.InfererValues.Select(static value => value.Value));
        flat.ForecasterAddresses.AddRange(bundle.ForecasterValues.Select(static value => value.Worker));
        flat.ForecasterValues.AddRange(bundle.ForecasterValues.Select(static value => value.Value));
        return flat;
    }

    private static Dec Weight(TopicState topic, string reputer)
    {
        var stake = topic.Members.StakeOf(reputer);
        return stake.IsZero ? Dec.One : (Dec)stake;
    }

    private static IEnumerable<WorkerAttributedValue> Means(
        List<(InputValueBundle Bundle, Dec Weight)> bundles, Func<InputValueBundle, IEnumerable<InputWorkerAttributedValue>> values) =>
        bundles
            .SelectMany(one => values(one.Bundle).DistinctBy(static value => value.Worker).Select(value => (value.Worker, value.Value, one.Weight)))
            .GroupBy(static one => one.Worker, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => new WorkerAttributedValue { Worker = group.Key, Value = Mean(group.Select(static one => (one.Value, one.Weight))) });

    private static string Mean(IEnumerable<(string Value, Dec Weight)> values)
    {
        var (sum, total) = (Dec.Zero, Dec.Zero);
        foreach (var (value, weight) in values)
            (sum, total) = (sum + (Dec.Parse(value) * weight), total + weight);
        return (sum / total).ToString();
    }
}
