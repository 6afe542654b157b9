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

    public static void Weigh(Execution run, ulong topicId)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var parameters = SettlementParameters.Of(run.State.Emissions.Params);
        var weight = WeightOf(topic, run.State.Emissions.Params);
        EmissionsEvents.Emit(run, new EventTopicWeightUpdated
        {
            TopicId = topicId,
            NewWeight = weight.EventText(run.State.Schema),
            TopicStake = Stakes.Text(topic.Stake),
            TopicFeeRevenue = Stakes.Text(topic.Revenue),
        });
        Change(run, weight - (topic.PreviousWeight ?? Dec.Zero));
        topic = topic with { PreviousWeight = weight };
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

        var isActive = weight >= parameters.MinTopicWeight;
        if (!isActive)
            Change(run, Dec.Zero - weight);
        Execute.Update(run, topic with { IsActive = isActive });
        if (isActive)
            Schedule(run, topicId);
        EmissionsEvents.Emit(run, new EventTopicStatusChanged { TopicId = topicId, IsActive = isActive });
    }

    /// <summary>The topic joins the list of the block an epoch from now.</summary>
    public static void Schedule(Execution run, ulong topicId)
    {
        var emissions = run.State.Emissions;
        var topic = emissions.Topics[topicId];
        run.State = run.State with { Emissions = emissions with { Listings = emissions.Listings + 1 } };
        Execute.Update(run, topic with
        {
            NextEpochEnd = (long)Math.Min((decimal)run.Height + topic.Definition.EpochLength, long.MaxValue),
            Listing = emissions.Listings,
        });
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
