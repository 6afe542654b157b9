using System.Numerics;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.State;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>Moves coins, with the events that every move has.</summary>
internal static class Bank
{
    public static string Coin(BigInteger amount) => amount.IsZero ? "" : $"{amount}{FeemarketState.Denom}";

    /// <summary>Moves between any two accounts; a receiver that is new gets an account.</summary>
    public static void Send(Execution run, string from, string to, BigInteger amount, int written = 80)
    {
        run.Gas.Read();
        run.Gas.Read();
        var balance = run.State.Balance(from);
        if (run.State.Spendable(from) is var spendable && spendable < amount)
        {
            throw ChainErrors.InsufficientFunds(
                $"spendable balance {spendable}{FeemarketState.Denom} is smaller than {amount}{FeemarketState.Denom}");
        }

        if (!amount.IsZero)
        {
            run.Gas.Write(written);
            run.Gas.Write(written);
        }

        var balances = run.State.Balances.SetItem(from, balance - amount);
        balances = balances.SetItem(to, balances.GetValueOrDefault(to) + amount);
        run.State = run.State with { Balances = balances };
        EnsureAccount(run, to);
        run.Emit("coin_spent", ("spender", from), ("amount", Coin(amount)));
        run.Emit("coin_received", ("receiver", to), ("amount", Coin(amount)));
        run.Emit("transfer", ("recipient", to), ("sender", from), ("amount", Coin(amount)));
        run.Emit("message", ("sender", from));
    }

    public static void Mint(Execution run, string to, BigInteger amount) =>
        run.State = run.State with { Balances = run.State.Balances.SetItem(to, run.State.Balance(to) + amount) };

    public static void EnsureAccount(Execution run, string address)
    {
        if (run.State.Accounts.ContainsKey(address))
            return;
        run.Gas.Write(100);
        run.State = run.State with
        {
            Accounts = run.State.Accounts.Add(address, new AccountRecord(address, run.State.NextAccountNumber, 0, null)),
            NextAccountNumber = run.State.NextAccountNumber + 1,
        };
    }
}
