using System.Numerics;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Messages;

/// <summary>Putting stake upon a reputer: its own, or another account's.</summary>
internal static class StakeMessages
{
    // The ledgers of the topic, the reputer and all topics, and the topic's weight.
    private const long StakeCost = 17_700;
    private const long DelegationCost = 31_000;

    private const string Validations = "allora-network/allora-chain@v0.17.0/x/emissions/types/validations.go:";

    public static AddStakeResponse Add(Execution run, AddStakeRequest message)
    {
        var amount = RequireAmount(message.Amount);
        var topic = Execute.RequireTopic(run, message.TopicId);
        run.Gas.Has();
        run.Gas.Has();
        if (!topic.Members.Reputers.Contains(message.Sender))
            throw NotRegistered();
        run.Gas.Consume(StakeCost, "WriteFlat");
        Stakes.Deposit(run, message.Sender, amount);
        Stakes.Add(run, topic.Id, message.Sender, message.Sender, amount);
        Activation.Check(run, topic.Id);
        return new AddStakeResponse();
    }

    public static DelegateStakeResponse Delegate(Execution run, DelegateStakeRequest message)
    {
        if (message.Sender == message.Reputer)
            throw ChainErrors.InvalidRequest("cannot self delegate", Validations + "1360");
        var amount = RequireAmount(message.Amount);
        RequireAddress(message.Reputer);
        var topic = RequireReputer(run, message.TopicId, message.Reputer);
        run.Gas.Consume(DelegationCost, "WriteFlat");
        Stakes.Deposit(run, message.Sender, amount);
        DelegatorRewards.Change(run, topic, message.Sender, message.Reputer, amount);
        Stakes.Add(run, topic, message.Reputer, message.Sender, amount);
        Activation.Check(run, topic);
        return new DelegateStakeResponse();
    }

    /// <summary>Pays what a delegation has earned.</summary>
    public static RewardDelegateStakeResponse Reward(Execution run, RewardDelegateStakeRequest message)
    {
        RequireAddress(message.Reputer);
        var topic = RequireReputer(run, message.TopicId, message.Reputer);
        run.Gas.Consume(1579, "ReadFlat");
        DelegatorRewards.Change(run, topic, message.Sender, message.Reputer, BigInteger.Zero);
        return new RewardDelegateStakeResponse();
    }

    /// <summary>The amount, or the chain's refusal of one that is missing, negative or nothing.</summary>
    public static BigInteger RequireAmount(string text)
    {
        var amount = Amounts.Parse(text);
        if (text.Length == 0 || amount.Sign < 0)
            throw ChainErrors.InvalidCoins("amount is not valid", Validations + "1340");
        return amount.Sign > 0 ? amount : throw ChainErrors.InvalidCoins("amount must be positive: 0", Validations + "1343");
    }

    public static void RequireAddress(string address)
    {
        if (!ChainAddress.IsValid(address))
            throw ChainErrors.InvalidAddress($"invalid address ({address})", Validations + "1348");
    }

    private static ulong RequireReputer(Execution run, ulong topicId, string reputer)
    {
        var topic = Execute.RequireTopic(run, topicId);
        run.Gas.Has();
        return topic.Members.Reputers.Contains(reputer)
            ? topic.Id
            : throw NotRegistered("allora-network/allora-chain@v0.17.0/x/emissions/keeper/msgserver/msg_server_stake.go:186").Wrap("reputer address");
    }

    private static ChainException NotRegistered(string where = Execute.Unwrapped) => ChainErrors.Of(10, "address is not registered in this topic", where);
}
