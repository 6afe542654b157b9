using System.Numerics;
using Allora.Sdk.DevNet.Modules;
using Allora.Sdk.DevNet.Modules.Distribution;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>Fees and emission at the beginning of a block.</summary>
internal static class BeginBlocker
{
    private static readonly LegacyDec ValidatorShare = LegacyDec.One - DelegationRewards.CommunityTax;

    public static void Run(Execution run, string proposer)
    {
        _ = proposer;
        AuthzMessages.Expire(run);
        var fees = run.State.Balance(ModuleAccounts.FeeCollector);
        if (!fees.IsZero)
        {
            Bank.Send(run, ModuleAccounts.FeeCollector, ModuleAccounts.Distribution, fees);
            var rewards = new LegacyDec(fees * BigInteger.Pow(10, 18)) * ValidatorShare;
            run.Emit("commission", ("amount", $"{rewards * DelegationRewards.CommissionShare}uallo"), ("validator", run.State.Validator.OperatorAddress));
            run.Emit("rewards", ("amount", $"{rewards}uallo"), ("validator", run.State.Validator.OperatorAddress));
            var earned = run.State.Distribution.Reward(rewards, DelegationRewards.CommissionShare);
            run.State = run.State with { Distribution = earned with { CommunityPool = earned.CommunityPool + (LegacyDec.Whole(fees) - rewards) } };
        }

        Minting.Run(run);
    }
}
