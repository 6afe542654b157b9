using System.Globalization;
using System.Numerics;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Keeper;

/// <summary>Reputers' stake, their own and what is delegated to them.</summary>
internal static class Stakes
{
    public static AddStakeResponse AddStake(Execution run, AddStakeRequest message)
    {
        var topic = Execute.RequireTopic(run, message.TopicId);
        RequirePositive(message.Amount);
        if (!topic.Members.Reputers.Contains(message.Sender))
            throw ChainErrors.Of(13, "reputer is not registered in this topic: address not registered", Execute.Unwrapped);
        Deposit(run, message.Sender, Amounts.Parse(message.Amount));
        Add(run, topic.Id, message.Sender, message.Sender, Amounts.Parse(message.Amount));
        Activation.Check(run, topic.Id);
        return new AddStakeResponse();
    }

    public static DelegateStakeResponse Delegate(Execution run, DelegateStakeRequest message)
    {
        var topic = Execute.RequireTopic(run, message.TopicId);
        RequirePositive(message.Amount);
        if (message.Sender == message.Reputer)
            throw ChainErrors.Of(25, "cannot delegate stake to self", Execute.Unwrapped);
        if (!topic.Members.Reputers.Contains(message.Reputer))
            throw ChainErrors.Of(13, "reputer is not registered in this topic: address not registered", Execute.Unwrapped);
        var amount = Amounts.Parse(message.Amount);
        Deposit(run, message.Sender, amount);
        Add(run, topic.Id, message.Reputer, message.Sender, amount);
        topic = run.State.Emissions.Topics[topic.Id];
        var key = (message.Sender, message.Reputer);
        var delegations = topic.Members.Delegations;
        Execute.Update(run, topic with
        {
            Members = topic.Members with { Delegations = delegations.SetItem(key, delegations.GetValueOrDefault(key) + amount) },
        });
        Activation.Check(run, topic.Id);
        return new DelegateStakeResponse();
    }

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

    public static void RequirePositive(string amount)
    {
        if (Amounts.Parse(amount).Sign <= 0)
            throw ChainErrors.Of(24, "received invalid request: amount must be positive", Execute.Unwrapped);
    }

    private static void Complete(Execution run, ulong topicId, StakeRemoval removal)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var members = topic.Members with
        {
            Removals = topic.Members.Removals.Remove(removal),
            Stakes = topic.Members.Stakes.SetItem(removal.Reputer, topic.Members.StakeOf(removal.Reputer) - removal.Amount),
        };
        var receiver = removal.Delegator.Length == 0 ? removal.Reputer : removal.Delegator;
        if (removal.Delegator.Length > 0)
        {
            var key = (removal.Delegator, removal.Reputer);
            members = members with { Delegations = members.Delegations.SetItem(key, members.Delegations.GetValueOrDefault(key) - removal.Amount) };
        }

        Bank.Send(run, ModuleAccounts.AlloraStaking, receiver, removal.Amount);
        Execute.Update(run, topic with { Members = members });
        EmissionsEvents.Emit(run, new EventRemoveStake { TopicId = topicId, Reputer = removal.Reputer, Delegator = receiver, Amount = Text(removal.Amount) });
        EmissionsEvents.Emit(run, new EventReputerStakeUpdated { TopicId = topicId, Reputer = removal.Reputer, Amount = Text(members.StakeOf(removal.Reputer)) });
    }

    private static void Deposit(Execution run, string sender, BigInteger amount) =>
        Bank.Send(run, sender, ModuleAccounts.AlloraStaking, amount);
}
