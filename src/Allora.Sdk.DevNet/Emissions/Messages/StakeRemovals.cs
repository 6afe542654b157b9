using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Stake on its way out, and changes of mind.</summary>
internal static class StakeRemovals
{
    public static RemoveStakeResponse Remove(Execution run, RemoveStakeRequest message)
    {
        var topic = Execute.RequireTopic(run, message.TopicId);
        Stakes.RequirePositive(message.Amount);
        var own = topic.Members.StakeOf(message.Sender) - topic.Members.DelegatedTo(message.Sender);
        if (Amounts.Parse(message.Amount) > own)
            throw ChainErrors.Of(11, "insufficient stake to remove: insufficient stake", Execute.Unwrapped);
        Request(run, topic, message.Sender, "", message.Amount);
        return new RemoveStakeResponse();
    }

    public static RemoveDelegateStakeResponse RemoveDelegate(Execution run, RemoveDelegateStakeRequest message)
    {
        var topic = Execute.RequireTopic(run, message.TopicId);
        Stakes.RequirePositive(message.Amount);
        if (Amounts.Parse(message.Amount) > topic.Members.Delegations.GetValueOrDefault((message.Sender, message.Reputer)))
            throw ChainErrors.Of(26, "insufficient delegate stake to remove", Execute.Unwrapped);
        Request(run, topic, message.Reputer, message.Sender, message.Amount);
        return new RemoveDelegateStakeResponse();
    }

    public static CancelRemoveStakeResponse Cancel(Execution run, CancelRemoveStakeRequest message)
    {
        Cancel(run, message.TopicId, message.Sender, "");
        return new CancelRemoveStakeResponse();
    }

    public static CancelRemoveDelegateStakeResponse CancelDelegate(Execution run, CancelRemoveDelegateStakeRequest message)
    {
        Cancel(run, message.TopicId, message.Reputer, message.Sender);
        return new CancelRemoveDelegateStakeResponse();
    }

    private static void Request(Execution run, TopicState topic, string reputer, string delegator, string amount)
    {
        var completes = run.Height + run.State.Emissions.Params.RemoveStakeDelayWindow;
        // A new request takes the place of the one before.
        var removals = topic.Members.Removals
            .RemoveAll(removal => removal.Reputer == reputer && removal.Delegator == delegator)
            .Add(new StakeRemoval(reputer, delegator, Amounts.Parse(amount), run.Height, completes));
        run.Gas.Write(150);
        Execute.Update(run, topic with { Members = topic.Members with { Removals = removals } });
        EmissionsEvents.Emit(run, new EventRequestStakeRemoval
        {
            TopicId = topic.Id,
            Reputer = reputer,
            Delegator = delegator.Length == 0 ? reputer : delegator,
            Amount = amount,
            CompletionHeight = completes,
        });
    }

    private static void Cancel(Execution run, ulong topicId, string reputer, string delegator)
    {
        var topic = Execute.RequireTopic(run, topicId);
        var removal = topic.Members.Removals.Find(waiting => waiting.Reputer == reputer && waiting.Delegator == delegator)
            ?? throw ChainErrors.Of(64, "stake removal not found", Execute.Unwrapped);
        Execute.Update(run, topic with { Members = topic.Members with { Removals = topic.Members.Removals.Remove(removal) } });
        EmissionsEvents.Emit(run, new EventCancelStakeRemoval { TopicId = topicId, Reputer = reputer, Delegator = delegator.Length == 0 ? reputer : delegator });
    }
}
