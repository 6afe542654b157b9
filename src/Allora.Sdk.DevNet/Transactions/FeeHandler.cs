using System.Numerics;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Base.V1Beta1;
using Google.Protobuf.Collections;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>Takes the fee before the messages run, and settles tip and fee after them, as the feemarket module does.</summary>
internal static class FeeHandler
{
    private const string Denom = FeemarketState.Denom;

    // A simulation moves no fee: the two moves in a block take 15 950 gas more, as recorded, and most of it before the messages.
    private const long Escrowing = 3150;

    // The reads before and after the check of the fee, fitted to the gas that recorded refusals name, and to recorded totals.
    private const long BeforeCheck = 14_857;
    private const long AfterCheck = 19_009;

    public static void Escrow(Execution run, DecodedTx tx, ExecutionMode mode)
    {
        var market = run.State.Feemarket;
        var coins = tx.AuthInfo.Fee?.Amount ?? [];
        var simulate = mode == ExecutionMode.Simulate;
        run.Gas.Consume(BeforeCheck, "ReadFlat");
        var fee = simulate ? BigInteger.Zero : market.Enabled ? Checked(run, tx, coins) : CheckedByNode(run, tx, coins, mode);
        var payer = Payer(run, tx, fee);
        try
        {
            Bank.Send(run, payer, market.Enabled ? ModuleAccounts.FeemarketCollector : ModuleAccounts.FeeCollector, fee);
        }
        catch (ChainException refusal) when (market.Enabled && refusal.Code == 5)
        {
            throw refusal.Wrap("error escrowing funds");
        }

        run.Gas.Consume(AfterCheck, "ReadFlat");
        if (!fee.IsZero)
            run.Gas.Consume(Escrowing, "WritePerByte");
        if (!market.Enabled)
            run.Emit("tx", ("fee", Bank.Coin(fee)), ("fee_payer", payer));
    }

    /// <summary>What exceeds gas used times price goes to the proposer as a tip; nothing comes back.</summary>
    public static void Settle(Execution run, DecodedTx tx, ExecutionMode mode, string proposer)
    {
        if (!run.State.Feemarket.Enabled)
            return;
        var paid = mode == ExecutionMode.Simulate ? BigInteger.Zero : AmountOf(tx.AuthInfo.Fee?.Amount ?? []);
        var due = BigInteger.Min(paid, run.State.Feemarket.BasePrice.CeilTimes(run.Gas.Used));
        Bank.Send(run, ModuleAccounts.FeemarketCollector, proposer, paid - due, written: 0);
        run.Emit("fee_pay", ("fee", $"{due}{Denom}"));
        run.Emit("tip_pay", ("tip", $"{paid - due}{Denom}"), ("tip_payee", proposer));
        for (var i = 0; i < 2; i++)
            run.Gas.Read(100);
        run.Gas.Write(80);
        run.Gas.Write(60);
    }

    private static BigInteger AmountOf(IEnumerable<Coin> coins) =>
        coins.Where(static coin => coin.Denom == Denom).Aggregate(BigInteger.Zero, static (sum, coin) => sum + Amounts.Parse(coin.Amount));

    private static BigInteger Checked(Execution run, DecodedTx tx, RepeatedField<Coin> coins)
    {
        if (coins.Count == 0)
            throw ChainErrors.Feemarket(1, $"got length {coins.Count}: no fee coin provided. Must provide one.");
        if (coins.Count > 1)
            throw ChainErrors.Feemarket(2, $"got length {coins.Count}: too many fee coins provided. Only one fee coin may be provided");
        if (coins[0].Denom != Denom)
        {
            throw ChainErrors.Undefined(
                $"unable to get min gas price for denom {coins[0].Denom}: error resolving denom: the only denom supported is {Denom}");
        }

        var market = run.State.Feemarket;
        var amount = AmountOf(coins);
        var required = market.BasePrice.CeilTimes(tx.GasLimit);
        if (amount >= required)
            return amount;
        throw ChainErrors.InsufficientFee(
            $"error checking fee: got: {coins[0].Amount}{Denom} required: {required}{Denom}, minGasPrice: {market.BasePrice}{Denom}, gas: {run.Gas.Used}");
    }

    /// <summary>Without feemarket each node has a minimum of its own, which counts for its mempool alone.</summary>
    private static BigInteger CheckedByNode(Execution run, DecodedTx tx, RepeatedField<Coin> coins, ExecutionMode mode)
    {
        var amount = AmountOf(coins);
        var required = run.State.Feemarket.MinimumPrice.CeilTimes(tx.GasLimit);
        if (mode is not (ExecutionMode.Check or ExecutionMode.Recheck) || amount >= required)
            return amount;
        var got = string.Join(',', coins.Select(static coin => coin.Amount + coin.Denom));
        throw ChainErrors.InsufficientFee($"insufficient fees; got: {got} required: {required}{Denom}");
    }

    private static string Payer(Execution run, DecodedTx tx, BigInteger fee)
    {
        var first = tx.Signers[0];
        var granter = tx.AuthInfo.Fee?.Granter ?? "";
        if (granter.Length == 0 || granter == first)
            return first;
        FeeGrants.Use(run, granter, first, fee);
        return granter;
    }
}
