using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Protos.Emissions.V10;
using Nonce = Allora.Sdk.Protos.Emissions.V3.Nonce;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>The events of a reputer nonce's close, in the chain's order.</summary>
internal static class LossEvents
{
    public static void Emit(Execution run, ulong id, long height, ReputerCloseResult result)
    {
        var schema = run.State.Schema;
        EmissionsEvents.Emit(run, new EventNetworkLossSet
        {
            TopicId = id,
            BlockHeight = height,
            Nonce = height,
            Bundle = LossBundles.Event(result.Losses, schema),
        });
        EmissionsEvents.Emit(run, new EventInfererNetworkRegretSet
        {
            TopicId = id,
            BlockHeight = height,
            Addresses = { result.InfererRegrets.Addresses() },
            Regrets = { result.InfererRegrets.EventTexts(schema) },
        });
        if (!result.ForecasterRegrets.IsEmpty)
        {
            EmissionsEvents.Emit(run, new EventForecasterNetworkRegretSet
            {
                TopicId = id,
                BlockHeight = height,
                Addresses = { result.ForecasterRegrets.Addresses() },
                Regrets = { result.ForecasterRegrets.EventTexts(schema) },
            });
        }

        EmissionsEvents.Emit(run, new EventNaiveInfererNetworkRegretSet
        {
            TopicId = id,
            BlockHeight = height,
            Addresses = { result.NaiveRegrets.Addresses() },
            Regrets = { result.NaiveRegrets.EventTexts(schema) },
        });
        EmissionsEvents.Emit(run, new EventTopicInitialRegretSet { TopicId = id, BlockHeight = height, Regret = result.Ledger.InitialRegret.EventText(schema) });
        EmissionsEvents.Emit(run, new EventRegretStdNormSet { TopicId = id, BlockHeight = height, Stdnorm = result.Ledger.RegretScale.EventText(schema) });
        EmissionsEvents.Emit(run, new EventInfererWeightsSet
        {
            TopicId = id,
            BlockHeight = height,
            Addresses = { result.InfererWeights.Addresses() },
            Weights = { result.InfererWeights.EventTexts(schema) },
        });
        if (!result.ForecasterWeights.IsEmpty)
        {
            EmissionsEvents.Emit(run, new EventForecasterWeightsSet
            {
                TopicId = id,
                BlockHeight = height,
                Addresses = { result.ForecasterWeights.Addresses() },
                Weights = { result.ForecasterWeights.EventTexts(schema) },
            });
        }

        EmissionsEvents.Emit(run, new EventReputerLastCommitSet { TopicId = id, BlockHeight = run.Height, Nonce = new Nonce { BlockHeight = height } });
    }
}
