using System.Numerics;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>What is paid for a topic: it goes to the ecosystem, counts as the topic's revenue, and may make the topic active.</summary>
internal static class Revenue
{
    // What is read of the topic, its weight and the module's accounts.
    private const long FixedCost = 10_112;
    private const long TransferCost = 3900;

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
        run.Gas.Consume(FixedCost, "ReadFlat");
        if (!amount.IsZero)
        {
            run.Gas.Consume(TransferCost, "ReadFlat");
            Bank.Send(run, sender, ModuleAccounts.Ecosystem, amount);
        }

        var topic = run.State.Emissions.Topics[topicId];
        Execute.Update(run, topic with { Revenue = topic.Revenue + amount });
        Activation.Check(run, topicId);
    }
}
