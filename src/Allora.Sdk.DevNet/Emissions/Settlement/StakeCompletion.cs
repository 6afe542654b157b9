using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>
/// Pays out the stake removals whose delay is over: reputers' first, then delegators', so many of each in a block. One that would bring the sum of
/// topics' weights below 0 is left for the next block. (Specification 6.2 and 7.1.)
/// </summary>
internal static class StakeCompletion
{
    public static void Run(Execution run)
    {
        var most = (int)Math.Min(run.State.Emissions.Params.HalfMaxProcessStakeRemovalsEndBlock, int.MaxValue);
        var due = run.State.Emissions.Topics.Values
            .SelectMany(topic => topic.Members.Removals.Where(removal => removal.Completes <= run.Height).Select(removal => (topic.Id, Removal: removal)))
            .OrderBy(static one => one.Removal.Completes)
            .ThenBy(static one => one.Id)
            .ThenBy(static one => one.Removal.Delegator, StringComparer.Ordinal)
            .ThenBy(static one => one.Removal.Reputer, StringComparer.Ordinal)
            .ToLookup(static one => one.Removal.Delegator.Length > 0);
        foreach (var (topicId, removal) in due[false].Take(most).Concat(due[true].Take(most)))
        {
            var attempt = new Execution(run.State, run.Gas);
            Complete(attempt, topicId, removal);
            if (!TopicWeighing.TryReweigh(attempt, topicId))
                continue;
            run.State = attempt.State;
            foreach (var one in attempt.Events)
                run.Emit(one);
        }
    }

    private static void Complete(Execution run, ulong topicId, StakeRemoval removal)
    {
        var byReputer = removal.Delegator.Length == 0;
        if (!byReputer)
            DelegatorRewards.Change(run, topicId, removal.Delegator, removal.Reputer, -removal.Amount);
        var topic = run.State.Emissions.Topics[topicId];
        var members = topic.Members with
        {
            Removals = topic.Members.Removals.Remove(removal),
            Stakes = topic.Members.Stakes.SetItem(removal.Reputer, topic.Members.StakeOf(removal.Reputer) - removal.Amount),
        };
        var receiver = byReputer ? removal.Reputer : removal.Delegator;
        Bank.Send(run, ModuleAccounts.AlloraStaking, receiver, removal.Amount);
        Execute.Update(run, topic with { Members = members });
        EmissionsEvents.Emit(run, new EventRemoveStake { TopicId = topicId, Reputer = removal.Reputer, Delegator = receiver, Amount = Stakes.Text(removal.Amount) });
        EmissionsEvents.Emit(run, new EventReputerStakeUpdated { TopicId = topicId, Reputer = removal.Reputer, Amount = Stakes.Text(members.StakeOf(removal.Reputer)) });
    }
}
