using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>A topic with enough weight becomes active if a block an epoch from now has room, and its first window opens there.</summary>
internal static class Activation
{
    public static void Check(Execution run, ulong topicId)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var weight = TopicWeighing.WeightOf(topic, run.State.Emissions.Params);
        if (topic.IsActive || weight < SettlementParameters.Of(run.State.Emissions.Params).MinTopicWeight || !TopicLists.Join(run, topicId, weight))
            return;
        TopicWeighing.Change(run, topic.PreviousWeight ?? Dec.Zero);
        EmissionsEvents.Emit(run, new EventTopicStatusChanged { TopicId = topicId, IsActive = true });
    }
}
