using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;
using InputReputerValueBundle = Allora.Sdk.Protos.Emissions.V9.InputReputerValueBundle;

namespace Allora.Sdk.DevNet.Emissions.Payloads;

/// <summary>
/// The one slot that a topic has for each reputer. It is not the nonce's: losses of a newer nonce keep out those of an older one,
/// and the older one's close wipes them.
/// </summary>
internal static class ReputerSlots
{
    public static void Take(Execution run, ulong topicId, long nonce, InputReputerValueBundle bundle)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var reputer = bundle.ValueBundle.Reputer;
        var key = (ActorType.Reputer, reputer);
        if (topic.ReputerSlots.ContainsKey(reputer))
            throw ChainErrors.Undefined("reputer loss already submitted", Execute.Unwrapped);
        if (topic.Submitted.TryGetValue(key, out var newest) && newest >= nonce)
            throw ChainErrors.Of(78, "cannot update EMA more than once per window", Execute.Unwrapped);
        topic = topic with { Submitted = topic.Submitted.SetItem(key, nonce) };
        var most = (int)Math.Min(run.State.Emissions.Params.MaxTopReputersToReward, int.MaxValue);
        if (topic.ReputerSlots.Count < most)
            topic = topic with { ReputerSlots = topic.ReputerSlots.Add(reputer, bundle) };
        else if (Lowest(topic) is { } lowest && ScoreOf(topic, reputer) > ScoreOf(topic, lowest))
            topic = topic with { ReputerSlots = topic.ReputerSlots.Remove(lowest).Add(reputer, bundle) };

        // A reputer below all the others succeeds, and nothing of it is kept.
        Execute.Update(run, topic);
    }

    private static string? Lowest(TopicState topic) =>
        topic.ReputerSlots.Keys.MinBy(reputer => ScoreOf(topic, reputer), Comparer<Dec>.Create(static (one, other) => one.CompareTo(other)));

    private static Dec ScoreOf(TopicState topic, string reputer) => topic.Scores.GetValueOrDefault((ActorType.Reputer, reputer), Dec.Zero);
}
