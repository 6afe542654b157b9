using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>A topic with enough weight becomes active, and its first window opens an epoch later.</summary>
internal static class Activation
{
    public static void Check(Execution run, ulong topicId)
    {
        var topic = run.State.Emissions.Topics[topicId];
        if (topic.IsActive
            || TopicWeighing.WeightOf(topic, run.State.Emissions.Params) < SettlementParameters.Of(run.State.Emissions.Params).MinTopicWeight)
            return;
        Execute.Update(run, topic with { IsActive = true });
        TopicWeighing.Change(run, topic.PreviousWeight ?? Dec.Zero);
        TopicWeighing.Schedule(run, topicId);
        EmissionsEvents.Emit(run, new EventTopicStatusChanged { TopicId = topicId, IsActive = true });
    }
}
