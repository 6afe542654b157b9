using Allora.Sdk.Protos.Cosmos.Distribution.V1Beta1;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;

namespace Allora.Sdk;

public sealed partial class AlloraMessage
{
    /// <summary>Withdraws the rewards of a delegation to a validator. Chain message: MsgWithdrawDelegatorReward. Rewards of topics need no withdrawal.</summary>
    /// <param name="validator">The validator's operator address, allovaloper1....</param>
    public static AlloraMessage WithdrawDelegationReward(string validator)
    {
        var address = Validator(validator, nameof(validator));
        return Cosmos(nameof(MsgWithdrawDelegatorReward), context => new MsgWithdrawDelegatorReward { DelegatorAddress = context.Sender, ValidatorAddress = address });
    }

    /// <summary>Withdraws a validator's commission; only its operator may. Chain message: MsgWithdrawValidatorCommission.</summary>
    /// <param name="validator">The operator address of the sender, allovaloper1....</param>
    public static AlloraMessage WithdrawCommission(string validator)
    {
        var address = Validator(validator, nameof(validator));
        return Cosmos(nameof(MsgWithdrawValidatorCommission), context => IsOperator(address, context.Sender)
            ? new MsgWithdrawValidatorCommission { ValidatorAddress = address }
            : throw new AlloraException(AlloraErrorReason.InvalidRequest, isTransient: false, $"{context.Sender} is not the operator of {address}: only its own account can withdraw the commission. Nothing was sent."));
    }

    /// <summary>Sends the rewards of the sender's delegations to another account from now on. Chain message: MsgSetWithdrawAddress.</summary>
    /// <param name="address">The account that receives them.</param>
    public static AlloraMessage SetWithdrawAddress(string address)
    {
        var receiver = Address(address, nameof(address));
        return Cosmos(nameof(MsgSetWithdrawAddress), context => new MsgSetWithdrawAddress { DelegatorAddress = context.Sender, WithdrawAddress = receiver });
    }

    /// <summary>Pays into the chain's community pool, which is spent by votes. Chain message: MsgFundCommunityPool.</summary>
    /// <param name="amount">The amount, which is not refunded.</param>
    public static AlloraMessage FundCommunityPool(UAllo amount)
    {
        _ = Amount(amount);
        return Cosmos(nameof(MsgFundCommunityPool), context => new MsgFundCommunityPool { Depositor = context.Sender, Amount = { CoinOf(amount, context) } });
    }

    /// <summary>Pays rewards to a validator and its delegators. Chain message: MsgDepositValidatorRewardsPool.</summary>
    /// <param name="validator">The validator's operator address.</param>
    /// <param name="amount">The amount, which is not refunded.</param>
    public static AlloraMessage DepositValidatorRewards(string validator, UAllo amount)
    {
        var address = Validator(validator, nameof(validator));
        _ = Amount(amount);
        return Cosmos(
            nameof(MsgDepositValidatorRewardsPool),
            context => new MsgDepositValidatorRewardsPool { Depositor = context.Sender, ValidatorAddress = address, Amount = { CoinOf(amount, context) } });
    }

    private static bool IsOperator(string validator, string sender) =>
        Bech32.TryDecode(validator, out _, out var operated) && Bech32.TryDecode(sender, out _, out var own) && operated.AsSpan().SequenceEqual(own);
}
