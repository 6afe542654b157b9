using System.Globalization;
using System.Numerics;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Keeper;

/// <summary>The ledger of stake: reputers' own, and what is delegated to them.</summary>
internal static class Stakes
{
    public static void Add(Execution run, ulong topicId, string reputer, string delegator, BigInteger amount)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var stake = topic.Members.StakeOf(reputer) + amount;
        run.Gas.Write(60);
        Execute.Update(run, topic with { Members = topic.Members with { Stakes = topic.Members.Stakes.SetItem(reputer, stake) } });
        EmissionsEvents.Emit(run, new EventAddStake { TopicId = topicId, Reputer = reputer, Delegator = delegator, Amount = Text(amount) });
        EmissionsEvents.Emit(run, new EventReputerStakeUpdated { TopicId = topicId, Reputer = reputer, Amount = Text(stake) });
    }

    /// <summary>Pays out the removals whose delay is over.</summary>
    public static void Complete(Execution run)
    {
        foreach (var topic in run.State.Emissions.Topics.Values.Where(topic => topic.Members.Removals.Any(removal => removal.Completes <= run.Height)))
        {
            foreach (var removal in topic.Members.Removals.Where(removal => removal.Completes <= run.Height))
                Complete(run, topic.Id, removal);
        }
    }

    public static string Text(BigInteger amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static void Complete(Execution run, ulong topicId, StakeRemoval removal)
    {
        if (removal.Delegator.Length > 0)
            DelegatorRewards.Change(run, topicId, removal.Delegator, removal.Reputer, -removal.Amount);
        var topic = run.State.Emissions.Topics[topicId];
        var members = topic.Members with
        {
            Removals = topic.Members.Removals.Remove(removal),
            Stakes = topic.Members.Stakes.SetItem(removal.Reputer, topic.Members.StakeOf(removal.Reputer) - removal.Amount),
        };
        var receiver = removal.Delegator.Length == 0 ? removal.Reputer : removal.Delegator;
        Bank.Send(run, ModuleAccounts.AlloraStaking, receiver, removal.Amount);
        Execute.Update(run, topic with { Members = members });
        EmissionsEvents.Emit(run, new EventRemoveStake { TopicId = topicId, Reputer = removal.Reputer, Delegator = receiver, Amount = Text(removal.Amount) });
        EmissionsEvents.Emit(run, new EventReputerStakeUpdated { TopicId = topicId, Reputer = removal.Reputer, Amount = Text(members.StakeOf(removal.Reputer)) });
    }

    public static void Deposit(Execution run, string sender, BigInteger amount) =>
        Bank.Send(run, sender, ModuleAccounts.AlloraStaking, amount);
}
