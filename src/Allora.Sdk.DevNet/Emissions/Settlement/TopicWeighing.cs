using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Topics;
using Allora.Sdk.Protos.Emissions.V9;
using EventTopicFeeRevenueDripped = Allora.Sdk.Protos.Emissions.V10.EventTopicFeeRevenueDripped;
using EventTopicStatusChanged = Allora.Sdk.Protos.Emissions.V10.EventTopicStatusChanged;
using EventTopicWeightUpdated = Allora.Sdk.Protos.Emissions.V10.EventTopicWeightUpdated;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>A topic's weight at the end of its epoch, the drip of its revenue, and if it stays active.</summary>
internal static class TopicWeighing
{
    /// <summary>The weight that a computation now would give.</summary>
    public static Dec WeightOf(TopicState topic, Params parameters) => TopicWeights.Compute(
        topic.Stake, topic.Revenue, topic.Definition.EpochLength, topic.PreviousWeight, SettlementParameters.Of(parameters));

    /// <summary>
    /// Stores the topic's weight, lets its revenue drip, and puts it on the list of its next block; false if its weight is too small. Without a place
    /// in that block the topic has this turn, no event, and no further one.
    /// </summary>
    public static bool Weigh(Execution run, ulong topicId)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var parameters = SettlementParameters.Of(run.State.Emissions.Params);
        var weight = WeightOf(topic, run.State.Emissions.Params);
        topic = Store(run, topic, weight);
        if (topic.LastDrip <= topic.Definition.EpochLastEnded)
        {
            var drip = TopicWeights.Drip(topic.Revenue, topic.Definition.EpochLength, parameters);
            EmissionsEvents.Emit(run, new EventTopicFeeRevenueDripped
            {
                TopicId = topicId,
                OldRevenue = Stakes.Text(topic.Revenue),
                NewRevenue = Stakes.Text(drip.Revenue),
                DripAmount = Stakes.Text(drip.Amount),
            });
            topic = topic with { Revenue = drip.Revenue, LastDrip = topic.Definition.EpochLastEnded };
        }

        Execute.Update(run, topic with { IsActive = false });
        var isActive = weight >= parameters.MinTopicWeight;
        if (!isActive)
            Change(run, Dec.Zero - weight);
        if (!isActive || TopicLists.Join(run, topicId, weight))
            EmissionsEvents.Emit(run, new EventTopicStatusChanged { TopicId = topicId, IsActive = isActive });
        return isActive;
    }

    /// <summary>Stores the weight after stake has left; false, and nothing changed, if the sum of weights would be below 0.</summary>
    public static bool TryReweigh(Execution run, ulong topicId)
    {
        var topic = run.State.Emissions.Topics[topicId];
        if (topic.PreviousWeight is not { } old)
            return true;
        var weight = WeightOf(topic, run.State.Emissions.Params);
        if ((run.State.Emissions.TotalSumPreviousTopicWeights + (weight - old)).Sign < 0)
            return false;
        Store(run, topic, weight);
        return true;
    }

    private static TopicState Store(Execution run, TopicState topic, Dec weight)
    {
        EmissionsEvents.Emit(run, new EventTopicWeightUpdated
        {
            TopicId = topic.Id,
            NewWeight = weight.EventText(run.State.Schema),
            TopicStake = Stakes.Text(topic.Stake),
            TopicFeeRevenue = Stakes.Text(topic.Revenue),
        });
        Change(run, weight - (topic.PreviousWeight ?? Dec.Zero));
        topic = topic with { PreviousWeight = weight };
        Execute.Update(run, topic);
        return topic;
    }

    /// <summary>Changes the sum of the weights of active topics.</summary>
    public static void Change(Execution run, Dec difference)
    {
        var emissions = run.State.Emissions;
        run.State = run.State with
        {
            Emissions = emissions with { TotalSumPreviousTopicWeights = emissions.TotalSumPreviousTopicWeights + difference },
        };
    }
}
