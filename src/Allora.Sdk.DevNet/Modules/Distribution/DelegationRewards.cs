using System.Numerics;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Modules.Distribution;

/// <summary>Pays what delegations have earned: on demand, and before each change of one.</summary>
internal static class DelegationRewards
{
    public static readonly LegacyDec CommissionShare = LegacyDec.Parse("0.1");
    public static readonly LegacyDec CommunityTax = LegacyDec.Parse("0.02");

    /// <summary>Pays a delegation, whose rewards begin anew; returns the whole uallo that were paid.</summary>
    public static BigInteger Withdraw(Execution run, string delegator)
    {
        var stake = run.State.Validator.Delegations.GetValueOrDefault(delegator);
        var state = run.State.Distribution.EndPeriod(run.State.Validator.Tokens);
        var earned = LegacyDec.Min(state.Earned(delegator, stake), state.Outstanding);
        var paid = earned.Truncate();
        // What is less than one uallo goes to the community.
        var rest = earned - LegacyDec.Whole(paid);
        run.Gas.Write(200);
        run.State = run.State with
        {
            Distribution = state with
            {
                Outstanding = state.Outstanding - earned,
                CommunityPool = state.CommunityPool + rest,
                Starts = state.Starts.SetItem(delegator, state.PerToken),
            },
        };
        if (!paid.IsZero)
            Bank.Send(run, ModuleAccounts.Distribution, state.ReceiverOf(delegator), paid);
        run.Emit("withdraw_rewards", ("amount", $"{paid}{FeemarketState.Denom}"), ("validator", run.State.Validator.OperatorAddress), ("delegator", delegator));
        return paid;
    }

    /// <summary>Before a delegation changes: it is paid by its stake so far, or its rewards begin.</summary>
    public static void BeforeChange(Execution run, string delegator)
    {
        if (run.State.Validator.Delegations.ContainsKey(delegator))
        {
            Withdraw(run, delegator);
            return;
        }

        var state = run.State.Distribution.EndPeriod(run.State.Validator.Tokens);
        run.State = run.State with { Distribution = state with { Starts = state.Starts.SetItem(delegator, state.PerToken) } };
    }

    /// <summary>What a delegation would be paid now.</summary>
    public static LegacyDec Pending(ChainState state, string delegator)
    {
        var ended = state.Distribution.EndPeriod(state.Validator.Tokens);
        return LegacyDec.Min(ended.Earned(delegator, state.Validator.Delegations.GetValueOrDefault(delegator)), ended.Outstanding);
    }
}
