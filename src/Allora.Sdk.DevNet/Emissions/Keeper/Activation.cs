using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Keeper;

/// <summary>A topic with enough weight becomes active, and its first window opens an epoch later.</summary>
internal static class Activation
{
    public static void Check(Execution run, ulong topicId)
    {
        var topic = run.State.Emissions.Topics[topicId];
        if (topic.IsActive || !(TopicWeight.Of(topic.Stake, topic.Revenue) > Dec.Parse(run.State.Emissions.Params.MinTopicWeight)))
            return;
        Execute.Update(run, topic with
        {
            IsActive = true,
            NextEpochEnd = (long)Math.Min((decimal)run.Height + topic.Definition.EpochLength, long.MaxValue),
            Weight = TopicWeight.Of(topic.Stake, topic.Revenue),
        });
        EmissionsEvents.Emit(run, new EventTopicStatusChanged { TopicId = topicId, IsActive = true });
    }
}
