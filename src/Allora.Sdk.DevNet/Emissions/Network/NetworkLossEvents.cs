using System.Numerics;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Protos.Emissions.V3;

namespace Allora.Sdk.DevNet.Emissions.Network;

/// <summary>What a block tells of the network's losses. Regrets are the plain difference to the combined loss.</summary>
internal static class NetworkLossEvents
{
    private const string StdNorm = "0.0100";

    public static void Emit(Execution run, TopicState topic, Epoch epoch)
    {
        var loss = epoch.NetworkLoss!;
        var (id, height) = (topic.Id, epoch.Nonce);
        var reputers = new EventActiveReputersSet { TopicId = id, NonceBlockHeight = height };
        reputers.Addresses.AddRange(epoch.Losses.Keys);
        EmissionsEvents.Emit(run, reputers);
        EmissionsEvents.Emit(run, new EventNetworkLossSet { TopicId = id, BlockHeight = height, Nonce = height, Bundle = Flat(loss) });
        var (inferers, regrets) = Regrets(loss, loss.InfererValues);
        EmissionsEvents.Emit(run, new EventInfererNetworkRegretSet { TopicId = id, BlockHeight = height, Addresses = { inferers }, Regrets = { regrets } });
        EmissionsEvents.Emit(run, new EventNaiveInfererNetworkRegretSet { TopicId = id, BlockHeight = height, Addresses = { inferers }, Regrets = { regrets } });
        var (forecasters, forecasts) = Regrets(loss, loss.ForecasterValues);
        if (forecasters.Count > 0)
            EmissionsEvents.Emit(run, new EventForecasterNetworkRegretSet { TopicId = id, BlockHeight = height, Addresses = { forecasters }, Regrets = { forecasts } });
        EmissionsEvents.Emit(run, new EventTopicInitialRegretSet { TopicId = id, BlockHeight = height, Regret = topic.Definition.InitialRegret });
        EmissionsEvents.Emit(run, new EventRegretStdNormSet { TopicId = id, BlockHeight = height, Stdnorm = StdNorm });
        EmissionsEvents.Emit(run, new EventInfererWeightsSet { TopicId = id, BlockHeight = height, Addresses = { inferers }, Weights = { Weights(inferers) } });
        if (forecasters.Count > 0)
            EmissionsEvents.Emit(run, new EventForecasterWeightsSet { TopicId = id, BlockHeight = height, Addresses = { forecasters }, Weights = { Weights(forecasters) } });
        EmissionsEvents.Emit(run, new EventReputerLastCommitSet { TopicId = id, BlockHeight = run.Height, Nonce = new Nonce { BlockHeight = height } });
    }

    public static EventValueBundle Flat(ValueBundle bundle)
    {
        var flat = new EventValueBundle { CombinedValue = bundle.CombinedValue, NaiveValue = bundle.NaiveValue, ExtraData = bundle.ExtraData };
        flat.InfererAddresses.AddRange(bundle.InfererValues.Select(static value => value.Worker));
        flat.InfererValues.AddRange(bundle.InfererValues.Select(static value => value.Value));
        flat.ForecasterAddresses.AddRange(bundle.ForecasterValues.Select(static value => value.Worker));
        flat.ForecasterValues.AddRange(bundle.ForecasterValues.Select(static value => value.Value));
        flat.OneOutInfererValues.AddRange(bundle.OneOutInfererValues.Select(static value => value.Value));
        flat.OneOutForecasterValues.AddRange(bundle.OneOutForecasterValues.Select(static value => value.Value));
        flat.OneInForecasterValues.AddRange(bundle.OneInForecasterValues.Select(static value => value.Value));
        flat.OneOutInfererForecasterValues.AddRange(bundle.OneOutInfererForecasterValues.Select(static both =>
            NetworkInferenceEvents.Row(both.OneOutInfererValues.Select(static value => value.Value))));
        return flat;
    }

    private static (List<string> Addresses, List<string> Regrets) Regrets(ValueBundle loss, IReadOnlyList<WorkerAttributedValue> values) =>
        ([.. values.Select(static value => value.Worker)], [.. values.Select(value => (Dec.Parse(loss.CombinedValue) - Dec.Parse(value.Value)).ToString())]);

    private static IEnumerable<string> Weights(List<string> addresses) =>
        addresses.Select(_ => (Dec.One / new BigInteger(addresses.Count)).ToString());
}
