using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>
/// The topics whose epochs end in a block, at most max_active_topics_per_block. In a full block a newcomer takes the place of the topic with the
/// lowest weight, unless its own is lower. (Specification 6.2.)
/// </summary>
internal static class TopicLists
{
    /// <summary>Takes the list of this block off.</summary>
    public static IReadOnlyList<ulong> Take(Execution run)
    {
        var emissions = run.State.Emissions;
        if (!emissions.Lists.TryGetValue(run.Height, out var list))
            return [];
        run.State = run.State with { Emissions = emissions with { Lists = emissions.Lists.Remove(run.Height) } };
        return list.Ids;
    }

    /// <summary>Puts a topic on the list of the block an epoch from now; false if that block is full of topics with more weight.</summary>
    public static bool Join(Execution run, ulong topicId, Dec weight)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var block = (long)Math.Min((decimal)run.Height + topic.Definition.EpochLength, long.MaxValue);
        var list = run.State.Emissions.Lists.GetValueOrDefault(block, ChurningBlock.Empty);
        if ((ulong)list.Ids.Count >= run.State.Emissions.Params.MaxActiveTopicsPerBlock)
        {
            if (Lowest(list) is not { } lowest || weight < lowest.Weight)
                return false;
            Leave(run, lowest.TopicId);
            list = list with { Ids = list.Ids.Remove(lowest.TopicId) };
        }

        Execute.Update(run, topic with { IsActive = true, NextEpochEnd = block });
        var emissions = run.State.Emissions;
        list = new ChurningBlock(list.Ids.Add(topicId), emissions.Topics, emissions.Params);
        run.State = run.State with { Emissions = emissions with { Lists = emissions.Lists.SetItem(block, list) } };
        return true;
    }

    private static void Leave(Execution run, ulong topicId)
    {
        var topic = run.State.Emissions.Topics[topicId];
        Execute.Update(run, topic with { IsActive = false });
        TopicWeighing.Change(run, Dec.Zero - (topic.PreviousWeight ?? Dec.Zero));
        EmissionsEvents.Emit(run, new EventTopicStatusChanged { TopicId = topicId, IsActive = false });
    }

    /// <summary>The first topic with the smallest weight, as the weights were when the last topic joined.</summary>
    private static (ulong TopicId, Dec Weight)? Lowest(ChurningBlock list)
    {
        (ulong TopicId, Dec Weight)? lowest = null;
        foreach (var id in list.Ids.Where(list.AtLastJoining.ContainsKey))
        {
            var weight = TopicWeighing.WeightOf(list.AtLastJoining[id], list.Params);
            if (lowest is not { } least || weight < least.Weight)
                lowest = (id, weight);
        }

        return lowest;
    }
}
