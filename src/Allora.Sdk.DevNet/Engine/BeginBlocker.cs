using System.Numerics;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>Fees and emission at the beginning of a block.</summary>
internal static class BeginBlocker
{
    private static readonly LegacyDec ValidatorShare = LegacyDec.Parse("0.98");
    private static readonly LegacyDec CommissionShare = LegacyDec.Parse("0.1");

    public static void Run(Execution run, string proposer)
    {
        _ = proposer;
        var fees = run.State.Balance(ModuleAccounts.FeeCollector);
        if (!fees.IsZero)
        {
            Bank.Send(run, ModuleAccounts.FeeCollector, ModuleAccounts.Distribution, fees);
            var rewards = new LegacyDec(fees * BigInteger.Pow(10, 18)) * ValidatorShare;
            run.Emit("commission", ("amount", $"{rewards * CommissionShare}uallo"), ("validator", run.State.Validator.OperatorAddress));
            run.Emit("rewards", ("amount", $"{rewards}uallo"), ("validator", run.State.Validator.OperatorAddress));
        }

        Minting.Run(run);
    }
}
