using System.Numerics;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Stake on its way out, and changes of mind.</summary>
internal static class StakeRemovals
{
    private const long ReplacingCost = 4900;

    public static RemoveStakeResponse Remove(Execution run, RemoveStakeRequest message)
    {
        var amount = StakeMessages.RequireAmount(message.Amount);
        run.Gas.Read(60);
        run.Gas.Read(60);
        var own = Members(run, message.TopicId) is { } members ? members.StakeOf(message.Sender) - members.DelegatedTo(message.Sender) : 0;
        if (amount > own)
            throw ChainErrors.Of(14, "insufficient stake to remove", Execute.Unwrapped);
        run.Gas.Consume(5900, "ReadFlat");
        Request(run, message.TopicId, message.Sender, "", amount);
        return new RemoveStakeResponse();
    }

    public static RemoveDelegateStakeResponse RemoveDelegate(Execution run, RemoveDelegateStakeRequest message)
    {
        var amount = StakeMessages.RequireAmount(message.Amount);
        StakeMessages.RequireAddress(message.Reputer);
        run.Gas.Read(60);
        run.Gas.Consume(1108, "ReadFlat");
        var members = Members(run, message.TopicId);
        if (amount > (members?.Delegations.GetValueOrDefault((message.Sender, message.Reputer)) ?? 0))
            throw ChainErrors.Of(49, "insufficient delegate stake to remove", Execute.Unwrapped);
        run.Gas.Consume(10_100, "ReadFlat");
        Request(run, message.TopicId, message.Reputer, message.Sender, amount);
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

    private static TopicMembers? Members(Execution run, ulong topicId) => run.State.Emissions.Topics.GetValueOrDefault(topicId)?.Members;

    private static void Request(Execution run, ulong topicId, string reputer, string delegator, BigInteger amount)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var completes = run.Height + run.State.Emissions.Params.RemoveStakeDelayWindow;
        // A new request takes the place of the one before.
        if (topic.Members.Removals.Any(removal => removal.Reputer == reputer && removal.Delegator == delegator))
            run.Gas.Consume(ReplacingCost, "Delete");
        var removals = topic.Members.Removals
            .RemoveAll(removal => removal.Reputer == reputer && removal.Delegator == delegator)
            .Add(new StakeRemoval(reputer, delegator, amount, run.Height, completes));
        run.Gas.Write(150);
        Execute.Update(run, topic with { Members = topic.Members with { Removals = removals } });
        EmissionsEvents.Emit(run, new EventRequestStakeRemoval
        {
            TopicId = topic.Id,
            Reputer = reputer,
            Delegator = delegator.Length == 0 ? reputer : delegator,
            Amount = Stakes.Text(amount),
            CompletionHeight = completes,
        });
    }

    private static void Cancel(Execution run, ulong topicId, string reputer, string delegator)
    {
        run.Gas.Read(60);
        var topic = run.State.Emissions.Topics.GetValueOrDefault(topicId);
        if (topic?.Members.Removals.Find(waiting => waiting.Reputer == reputer && waiting.Delegator == delegator) is not { } removal)
            throw ChainErrors.Of(64, "No stake removal found", Execute.Unwrapped);
        Execute.Update(run, topic with { Members = topic.Members with { Removals = topic.Members.Removals.Remove(removal) } });
        EmissionsEvents.Emit(run, new EventCancelStakeRemoval { TopicId = topicId, Reputer = reputer, Delegator = delegator.Length == 0 ? reputer : delegator });
    }
}
