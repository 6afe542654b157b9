using System.Numerics;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Base.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Distribution.V1Beta1;
using Google.Protobuf.Collections;

namespace Allora.Sdk.DevNet.Modules.Distribution;

/// <summary>Rewards of the one validator and its delegators, and the community pool. Errors are from the module's source: they were not recorded.</summary>
internal static class DistributionMessages
{
    private const string Name = "distribution";

    public static void Register(MessageRouter router)
    {
        router.Handle<MsgSetWithdrawAddress, MsgSetWithdrawAddressResponse>(Name, static message => message.DelegatorAddress, SetReceiver);
        router.Handle<MsgWithdrawDelegatorReward, MsgWithdrawDelegatorRewardResponse>(Name, static message => message.DelegatorAddress, Withdraw);
        router.Handle<MsgWithdrawValidatorCommission, MsgWithdrawValidatorCommissionResponse>(Name, static message => OperatorOf(message.ValidatorAddress), WithdrawCommission);
        router.Handle<MsgFundCommunityPool, MsgFundCommunityPoolResponse>(Name, static message => message.Depositor, Fund, static message => Decoded(message.Amount));
        router.Handle<MsgDepositValidatorRewardsPool, MsgDepositValidatorRewardsPoolResponse>(Name, static message => message.Depositor, Deposit, static message => Decoded(message.Amount));
    }

    private static MsgSetWithdrawAddressResponse SetReceiver(Execution run, MsgSetWithdrawAddress message)
    {
        if (!ChainAddress.IsValid(message.WithdrawAddress))
            throw ChainErrors.InvalidAddress("invalid withdraw address: decoding bech32 failed");
        if (run.State.Accounts.GetValueOrDefault(message.WithdrawAddress)?.Module is not null)
            throw ChainErrors.Unauthorized($"{message.WithdrawAddress} is not allowed to receive external funds");
        run.Gas.Write(150);
        run.Emit("set_withdraw_address", ("withdraw_address", message.WithdrawAddress));
        run.State = run.State with
        {
            Distribution = run.State.Distribution with { Receivers = run.State.Distribution.Receivers.SetItem(message.DelegatorAddress, message.WithdrawAddress) },
        };
        return new MsgSetWithdrawAddressResponse();
    }

    private static MsgWithdrawDelegatorRewardResponse Withdraw(Execution run, MsgWithdrawDelegatorReward message)
    {
        RequireValidator(run, message.ValidatorAddress);
        if (!run.State.Validator.Delegations.ContainsKey(message.DelegatorAddress))
            throw new ChainException(Name, 5, "no delegation distribution info");
        var paid = DelegationRewards.Withdraw(run, message.DelegatorAddress);
        return new MsgWithdrawDelegatorRewardResponse { Amount = { CoinOf(paid) } };
    }

    private static MsgWithdrawValidatorCommissionResponse WithdrawCommission(Execution run, MsgWithdrawValidatorCommission message)
    {
        RequireValidator(run, message.ValidatorAddress);
        var state = run.State.Distribution;
        var paid = state.Commission.Truncate();
        if (paid.IsZero)
            throw new ChainException(Name, 7, "no validator commission to withdraw");
        run.Gas.Write(150);
        run.State = run.State with
        {
            Distribution = state with { Commission = state.Commission - LegacyDec.Whole(paid), Outstanding = state.Outstanding - LegacyDec.Whole(paid) },
        };
        Bank.Send(run, ModuleAccounts.Distribution, state.ReceiverOf(OperatorOf(message.ValidatorAddress)!), paid);
        run.Emit("withdraw_commission", ("amount", Bank.Coin(paid)));
        return new MsgWithdrawValidatorCommissionResponse { Amount = { CoinOf(paid) } };
    }

    private static MsgFundCommunityPoolResponse Fund(Execution run, MsgFundCommunityPool message)
    {
        var amount = Take(run, message.Depositor, message.Amount);
        run.State = run.State with { Distribution = run.State.Distribution with { CommunityPool = run.State.Distribution.CommunityPool + LegacyDec.Whole(amount) } };
        return new MsgFundCommunityPoolResponse();
    }

    private static MsgDepositValidatorRewardsPoolResponse Deposit(Execution run, MsgDepositValidatorRewardsPool message)
    {
        var amount = LegacyDec.Whole(Take(run, message.Depositor, message.Amount));
        if (message.ValidatorAddress != run.State.Validator.OperatorAddress)
            throw new ChainException(Name, 12, $"{message.ValidatorAddress}: validator does not exist");
        run.State = run.State with { Distribution = run.State.Distribution.Reward(amount, DelegationRewards.CommissionShare) };
        run.Emit("commission", ("amount", $"{amount * DelegationRewards.CommissionShare}{FeemarketState.Denom}"), ("validator", message.ValidatorAddress));
        run.Emit("rewards", ("amount", $"{amount}{FeemarketState.Denom}"), ("validator", message.ValidatorAddress));
        return new MsgDepositValidatorRewardsPoolResponse();
    }

    private static BigInteger Take(Execution run, string from, RepeatedField<Coin> coins)
    {
        if (coins.Count == 0 || coins.Any(static coin => Amounts.Parse(coin.Amount).Sign <= 0))
            throw ChainErrors.InvalidCoins(string.Join(',', coins.Select(static coin => coin.Amount + coin.Denom)));
        if (coins.FirstOrDefault(static coin => coin.Denom != FeemarketState.Denom) is { } other)
            throw ChainErrors.InsufficientFunds($"spendable balance 0{other.Denom} is smaller than {other.Amount}{other.Denom}");
        var amount = Amounts.Parse(coins[0].Amount);
        Bank.Send(run, from, ModuleAccounts.Distribution, amount);
        return amount;
    }

    private static void Decoded(IEnumerable<Coin> coins)
    {
        foreach (var coin in coins)
            Amounts.RequireInteger(coin.Amount);
    }

    private static void RequireValidator(Execution run, string address)
    {
        run.Gas.Read(300);
        if (address != run.State.Validator.OperatorAddress)
            throw new ChainException("staking", 3, "validator does not exist");
    }

    private static Coin CoinOf(BigInteger amount) => new() { Denom = FeemarketState.Denom, Amount = amount.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    // The account whose key signs for a validator.
    private static string? OperatorOf(string validator) => Bech32Text.Decode(validator, out _) is { } decoded ? ChainAddress.FromBytes(decoded.Data) : null;
}
