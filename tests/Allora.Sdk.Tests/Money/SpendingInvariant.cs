using System.Numerics;
using Allora.Sdk.DevNet;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Money;

/// <summary>
/// Whether a wallet's balance fell only within its limits, by the blocks of a DevNet: every fee at most the maximum, their sum at most the daily budget,
/// and nothing left the wallet beside fees and what a test names. For wallets of the genesis, and tests of one day.
/// </summary>
internal sealed record SpendingInvariant(AlloraNetwork Network)
{
    private static readonly UAllo Genesis = UAllo.FromAllo("1000000");

    // The chain takes it of each payload, beside the fee.
    private static readonly UAllo DataFee = UAllo.Parse("10");

    public UAllo? MaximumFee { get; init; }

    public UAllo? DailyBudget { get; init; }

    /// <summary>The most (uallo) that may leave the wallet beside fees: registrations, stake.</summary>
    public UAllo OtherSpending { get; init; } = UAllo.Zero;

    /// <summary>The fees of a wallet's transactions in blocks, oldest first.</summary>
    public static IReadOnlyList<UAllo> FeesOf(AlloraDevNet devnet, AlloraWallet wallet) =>
        [.. devnet.Transactions().Select(static tx => TxRaw.Parser.ParseFrom(tx.Bytes.Span)).Select(static raw => AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes)).Where(auth => IsOf(auth, wallet)).Select(FeeOf)];

    public void Assert(AlloraDevNet devnet, AlloraWallet wallet)
    {
        var fees = FeesOf(devnet, wallet);
        var maximum = new FeeOptions { MaximumFee = MaximumFee }.MaximumFeeOn(Network);
        var budget = new WalletOptions { DailyBudget = DailyBudget }.DailyBudgetOn(Network);
        var sum = new UAllo(fees.Aggregate(BigInteger.Zero, static (sum, fee) => sum + fee.Value));
        Xunit.Assert.All(fees, fee => Xunit.Assert.True(fee <= maximum, $"a fee of {fee} is above {maximum}"));
        Xunit.Assert.True(sum <= budget, $"the day's fees of {sum} are above {budget}");
        var left = devnet.Balance(wallet.Address);
        var other = OtherSpending + new UAllo(DataFee.Value * fees.Count);
        Xunit.Assert.True(left + sum + other >= Genesis, $"the balance is {left}, fees were {sum}, {other} were allowed beside them");
    }

    // A PubKey message has one field: its tag and its length precede the key.
    private static bool IsOf(AuthInfo auth, AlloraWallet wallet) =>
        auth.SignerInfos is [var signer] && signer.PublicKey.Value.Span[2..].SequenceEqual(wallet.PublicKey.Span);

    private static UAllo FeeOf(AuthInfo auth) => new(auth.Fee.Amount.Aggregate(BigInteger.Zero, static (sum, coin) => sum + UAllo.Parse(coin.Amount).Value));
}
