using System.Numerics;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Modules.Distribution;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Staking.V1Beta1;

namespace Allora.Sdk.DevNet.Modules;

/// <summary>Delegations to the one validator. Simplified: what is undelegated is paid out at once.</summary>
internal static class StakingMessages
{
    public static void Register(MessageRouter router)
    {
        router.Handle<MsgDelegate, MsgDelegateResponse>("staking", static message => message.DelegatorAddress, Delegate, static message => Amounts.RequireInteger(message.Amount?.Amount ?? ""));
        router.Handle<MsgUndelegate, MsgUndelegateResponse>("staking", static message => message.DelegatorAddress, Undelegate, static message => Amounts.RequireInteger(message.Amount?.Amount ?? ""));
    }

    private static MsgDelegateResponse Delegate(Execution run, MsgDelegate message)
    {
        var amount = Require(run, message.ValidatorAddress, message.Amount);
        DelegationRewards.BeforeChange(run, message.DelegatorAddress);
        Bank.Send(run, message.DelegatorAddress, ModuleAccounts.BondedPool, amount);
        Change(run, message.DelegatorAddress, amount);
        run.Emit("delegate", ("validator", message.ValidatorAddress), ("delegator", message.DelegatorAddress), ("amount", Bank.Coin(amount)), ("new_shares", $"{amount}.000000000000000000"));
        return new MsgDelegateResponse();
    }

    private static MsgUndelegateResponse Undelegate(Execution run, MsgUndelegate message)
    {
        var amount = Require(run, message.ValidatorAddress, message.Amount);
        if (run.State.Validator.Delegations.GetValueOrDefault(message.DelegatorAddress) < amount)
            throw new ChainException("staking", 19, "no delegation for (address, validator) tuple");
        DelegationRewards.BeforeChange(run, message.DelegatorAddress);
        Bank.Send(run, ModuleAccounts.BondedPool, message.DelegatorAddress, amount);
        Change(run, message.DelegatorAddress, -amount);
        var time = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(run.State.Time);
        run.Emit("unbond", ("validator", message.ValidatorAddress), ("delegator", message.DelegatorAddress), ("amount", Bank.Coin(amount)), ("completion_time", time.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)));
        return new MsgUndelegateResponse { CompletionTime = time, Amount = message.Amount };
    }

    private static BigInteger Require(Execution run, string validator, Protos.Cosmos.Base.V1Beta1.Coin? coin)
    {
        run.Gas.Read(300);
        if (validator != run.State.Validator.OperatorAddress)
            throw new ChainException("staking", 3, "validator does not exist");
        if (coin?.Denom != FeemarketState.Denom)
            throw ChainErrors.InvalidRequest($"invalid coin denomination: got {coin?.Denom}, expected {FeemarketState.Denom}");
        var amount = Amounts.Parse(coin.Amount);
        return amount.Sign > 0 ? amount : throw ChainErrors.InvalidRequest("invalid delegation amount");
    }

    private static void Change(Execution run, string delegator, BigInteger amount)
    {
        var validator = run.State.Validator;
        run.Gas.Write(200);
        var left = validator.Delegations.GetValueOrDefault(delegator) + amount;
        var delegations = left.IsZero ? validator.Delegations.Remove(delegator) : validator.Delegations.SetItem(delegator, left);
        run.State = run.State with { Validator = validator with { Tokens = validator.Tokens + amount, Delegations = delegations } };
    }
}
