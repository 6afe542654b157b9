using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Staking.V1Beta1;
using Allora.Sdk.Values;

namespace Allora.Sdk;

public sealed partial class AlloraMessage
{
    /// <summary>Transfers coins to another account. Chain message: MsgSend.</summary>
    /// <param name="to">The account's address.</param>
    /// <param name="amount">The amount; <see cref="UAllo.FromAllo(string)"/> converts ALLO.</param>
    public static AlloraMessage Transfer(string to, UAllo amount)
    {
        var address = Address(to, nameof(to));
        _ = Amount(amount);
        return Cosmos(nameof(MsgSend), context => new MsgSend { FromAddress = context.Sender, ToAddress = address, Amount = { CoinOf(amount, context) } });
    }

    /// <summary>Delegates coins to a validator of the chain. Chain message: MsgDelegate.</summary>
    /// <param name="validator">The validator's operator address, allovaloper1....</param>
    /// <param name="amount">The amount.</param>
    public static AlloraMessage Delegate(string validator, UAllo amount)
    {
        var address = Validator(validator, nameof(validator));
        _ = Amount(amount);
        return Cosmos(
            nameof(MsgDelegate),
            context => new MsgDelegate { DelegatorAddress = context.Sender, ValidatorAddress = address, Amount = CoinOf(amount, context) });
    }

    /// <summary>Begins to undelegate coins; they are paid out after the chain's unbonding time. Chain message: MsgUndelegate.</summary>
    /// <param name="validator">The validator's operator address.</param>
    /// <param name="amount">The amount.</param>
    public static AlloraMessage Undelegate(string validator, UAllo amount)
    {
        var address = Validator(validator, nameof(validator));
        _ = Amount(amount);
        return Cosmos(
            nameof(MsgUndelegate),
            context => new MsgUndelegate { DelegatorAddress = context.Sender, ValidatorAddress = address, Amount = CoinOf(amount, context) });
    }

    /// <summary>Moves delegated coins to another validator. Chain message: MsgBeginRedelegate.</summary>
    /// <param name="from">The operator address of the current validator.</param>
    /// <param name="to">The operator address of the new validator.</param>
    /// <param name="amount">The amount.</param>
    public static AlloraMessage Redelegate(string from, string to, UAllo amount)
    {
        var (source, target) = (Validator(from, nameof(from)), Validator(to, nameof(to)));
        _ = Amount(amount);
        return Cosmos(nameof(MsgBeginRedelegate), context => new MsgBeginRedelegate
        {
            DelegatorAddress = context.Sender,
            ValidatorSrcAddress = source,
            ValidatorDstAddress = target,
            Amount = CoinOf(amount, context),
        });
    }
}
