using System.Globalization;
using System.Numerics;
using Allora.Sdk.DevNet.State;
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

    public static string Text(BigInteger amount) => amount.ToString(CultureInfo.InvariantCulture);

    public static void Deposit(Execution run, string sender, BigInteger amount) =>
        Bank.Send(run, sender, ModuleAccounts.AlloraStaking, amount);
}
