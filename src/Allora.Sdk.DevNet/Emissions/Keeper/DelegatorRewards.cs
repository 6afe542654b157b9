using System.Numerics;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Rewards;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Keeper;

/// <summary>What delegators earn, and when it is paid: on a claim, on a further delegation and on a removal.</summary>
internal static class DelegatorRewards
{
    /// <summary>Pays what is pending, changes the delegated stake, and starts the debt at what it would earn so far.</summary>
    public static void Change(Execution run, ulong topicId, string delegator, string reputer, BigInteger change)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var key = (delegator, reputer);
        var share = topic.RewardPerShare.GetValueOrDefault(reputer);
        var amount = topic.Members.Delegations.GetValueOrDefault(key);
        if (topic.Members.Delegations.ContainsKey(key) || change.IsZero)
            Pay(run, topic, delegator, reputer, DelegatedRewards.Pending(amount, share, topic.RewardDebts.GetValueOrDefault(key)));
        topic = run.State.Emissions.Topics[topicId];
        Execute.Update(run, topic with
        {
            Members = topic.Members with { Delegations = topic.Members.Delegations.SetItem(key, amount + change) },
            RewardDebts = topic.RewardDebts.SetItem(key, DelegatedRewards.Debt(amount + change, share)),
        });
    }

    private static void Pay(Execution run, TopicState topic, string delegator, string reputer, Dec pending)
    {
        var amount = pending.Truncate();
        if (amount.Sign > 0)
            Bank.Send(run, ModuleAccounts.AlloraPendingRewards, delegator, amount);
        EmissionsEvents.Emit(run, new EventRewardDelegateStake
        {
            TopicId = topic.Id,
            Delegator = delegator,
            Reputer = reputer,
            Amount = pending.EventText(run.State.Schema),
        });
    }
}
