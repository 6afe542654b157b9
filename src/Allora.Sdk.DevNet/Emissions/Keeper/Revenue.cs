using System.Numerics;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Emissions.Keeper;

/// <summary>What is paid for a topic: it goes to the ecosystem, counts as the topic's revenue, and may make the topic active.</summary>
internal static class Revenue
{
    public static void PayDataFee(Execution run, string sender, ulong topicId) =>
        PayFee(run, sender, topicId, run.State.Emissions.Params.DataSendingFee, 73, "insufficient funds to pay the data sending fee");

    /// <summary>Takes a fee; (emissions, code) with the refusal's text if the sender cannot pay it.</summary>
    public static void PayFee(Execution run, string sender, ulong topicId, string amount, uint code, string refusal)
    {
        var fee = Amounts.Parse(amount);
        if (run.State.Balance(sender) < fee)
            throw ChainErrors.Of(code, refusal, Execute.Unwrapped);
        Receive(run, sender, topicId, fee);
    }

    public static void Receive(Execution run, string sender, ulong topicId, BigInteger amount)
    {
        if (!amount.IsZero)
        {
            for (var i = 0; i < 10; i++)
                run.Gas.Read(100);
            Bank.Send(run, sender, ModuleAccounts.Ecosystem, amount);
        }

        var topic = run.State.Emissions.Topics[topicId];
        Execute.Update(run, topic with { Revenue = topic.Revenue + amount });
        Activation.Check(run, topicId);
    }
}
