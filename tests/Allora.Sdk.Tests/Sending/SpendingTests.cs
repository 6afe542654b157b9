using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Feegrant.V1Beta1;
using Allora.Sdk.Sending;
using Allora.Sdk.Sending.Fees;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using Google.Protobuf.WellKnownTypes;
#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Sending;

/// <summary>What may be paid, who pays, and what is done when the node asks for more.</summary>
public sealed class SpendingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task The_days_budget_stops_sending_survives_a_restart_and_ends_with_the_day()
    {
        var time = new ShiftedTime();
        await using var setup = await DevNetSetup.StartAsync(options: new AlloraClientOptions { TimeProvider = time });
        var journal = new MemoryJournal();
        UAllo spent;
        TransactionResult first;
        await using (var transactions = setup.Client.OpenWallet(setup.Wallet.With(journal)))
            first = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));
        var budget = new WalletOptions { Journal = journal, DailyBudget = new UAllo(first.Fee!.Value.Value * 5 / 2) };
        await using (var transactions = setup.Client.OpenWallet(setup.Wallet.With(budget)))
        {
            var second = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));
            var third = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));
            spent = first.Fee.Value + second.EnsureIncluded().Fee!.Value;
            Assert.Equal((TransactionStatus.Rejected, AlloraErrorReason.BudgetSpent, true), (third.Status, third.Reason, third.MayRetry));
            Assert.Contains("00:00 UTC", third.Message, StringComparison.Ordinal);
            Assert.Null(third.Hash);
            Assert.Equal(spent, setup.Client.GetWalletStatistics(setup.Wallet.Address)!.SpentToday);
        }

        await using var restarted = setup.Client.OpenWallet(setup.Wallet.With(budget));
        Assert.Equal(AlloraErrorReason.BudgetSpent, (await setup.SteppingAsync(restarted.SendAsync([setup.Send("1")], Ct))).Reason);
        Assert.Equal(spent, setup.Client.GetWalletStatistics(setup.Wallet.Address)!.SpentToday);
        time.Ahead = TimeSpan.FromDays(1);
        Assert.Equal(TransactionStatus.Included, (await setup.SteppingAsync(restarted.SendAsync([setup.Send("1")], Ct))).Status);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_granter_pays_where_it_allows_it_and_nothing_is_sent_where_it_does_not()
    {
        await using var setup = await DevNetSetup.StartAsync();
        using var granter = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(2));
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.With(new WalletOptions { Journal = new MemoryJournal(), FeeGranter = granter.Address }));

        var refused = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));
        await using var granting = setup.Client.OpenWallet(granter.InMemory());
        var grant = new MsgGrantAllowance { Granter = granter.Address, Grantee = setup.Wallet.Address, Allowance = Any.Pack(new BasicAllowance(), "/") };
        (await setup.SteppingAsync(granting.SendAsync([TransactionMessage.From(grant)], Ct))).EnsureIncluded();
        var before = await setup.Client.GetBalanceAsync(setup.Wallet.Address, Ct);
        var paid = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));

        Assert.Equal((TransactionStatus.Rejected, AlloraErrorReason.NoFeeGrant), (refused.Status, refused.Reason));
        Assert.Equal(TransactionStatus.Included, paid.Status);
        Assert.Equal(before - UAllo.Parse("1"), await setup.Client.GetBalanceAsync(setup.Wallet.Address, Ct));
        Assert.Equal(granter.Address, paid.Receipt!.Fee.Granter);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_fee_that_the_node_requires_is_offered_at_once()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { Fees = new FeeOptions { Tier = FeeTier.Eco } });
        await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));
        setup.Chain.SetGasPrice(GasPrice.Parse("25"));

        var result = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));

        Assert.Equal((TransactionStatus.Included, 1ul), (result.Status, result.Sequence));
        var limit = result.Receipt!.GasWanted;
        Assert.Equal(GasPrice.Parse("25").FeeFor(limit), result.Fee);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_the_node_requires_above_the_cap_is_not_paid()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var fees = new FeeOptions { Cap = GasPrice.Parse("20") };
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { Fees = fees });
        await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));
        setup.Chain.SetGasPrice(GasPrice.Parse("25"));

        var refused = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));
        setup.Chain.SetGasPrice(GasPrice.Parse("19.5"));
        var limited = await setup.SteppingAsync(transactions.SendAsync(TransactionRequest.Of(setup.Send("1")) with { Fees = new FeeOptions { Cap = GasPrice.Parse("26") } }, Ct));

        Assert.Equal((TransactionStatus.Rejected, AlloraErrorReason.FeeAboveLimit), (refused.Status, refused.Reason));
        Assert.Null(refused.Hash);
        // The refused price is forgotten: the next one pays what the chain wants then.
        Assert.Equal(GasPrice.Parse("21.45").FeeFor(limited.Receipt!.GasWanted), limited.Fee);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_node_without_a_fee_market_tells_what_it_requires_in_its_own_words()
    {
        await using var setup = await DevNetSetup.StartAsync(DevNetGenesis.Default with { Feemarket = false });
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { Fees = new FeeOptions { Tier = FeeTier.Eco } });
        Assert.Equal(TransactionStatus.Included, (await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct))).Status);
        setup.Chain.SetGasPrice(GasPrice.Parse("30"));

        var result = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));

        Assert.Equal(TransactionStatus.Included, result.Status);
        Assert.Equal(GasPrice.Parse("30").FeeFor(result.Receipt!.GasWanted), result.Fee);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_before_anything_is_asked()
    {
        Assert.Throws<ArgumentException>(() => new WalletOptions { DailyBudget = UAllo.Zero }.Validate());
        Assert.Throws<ArgumentException>(() => new WalletOptions { FeeGranter = "allo1nonsense" }.Validate());
        Assert.Throws<ArgumentException>(() => new FeeOptions { MaximumBurnedFees = -1 }.Validate());
    }

    [Fact]
    public void A_ledger_counts_what_is_on_its_way_and_each_fate_once()
    {
        var time = new ShiftedTime();
        var ledger = new SpendingLedger(time, UAllo.Parse("100"));

        Assert.True(ledger.TrySetAside("A", UAllo.Parse("60")));
        Assert.False(ledger.TrySetAside("B", UAllo.Parse("41")));
        Assert.NotNull(ledger.Exhausted());
        Assert.True(ledger.TrySetAside("A", UAllo.Parse("100")), "what replaces A can only be included in its place");
        ledger.Settle("A", UAllo.Parse("60"));
        ledger.Settle("A", UAllo.Parse("60"));
        Assert.Equal(UAllo.Parse("60"), ledger.SpentToday);
        Assert.True(ledger.TrySetAside("B", UAllo.Parse("40")));
        ledger.Settle("B", UAllo.Zero);
        Assert.Equal(UAllo.Parse("60"), ledger.SpentToday);
        time.Ahead = TimeSpan.FromDays(1);
        Assert.Equal(UAllo.Zero, ledger.SpentToday);
        Assert.Null(ledger.Exhausted());
        ledger.SetAside("C", UAllo.Parse("101"));
        Assert.NotNull(ledger.Exhausted());
    }

    [Fact]
    public void A_fee_that_was_refused_does_not_end_the_day()
    {
        var ledger = new SpendingLedger(new ShiftedTime(), UAllo.Parse("100"));
        Assert.False(ledger.TrySetAside("A", UAllo.Parse("101")));
        Assert.Null(ledger.Exhausted());
        Assert.True(ledger.TrySetAside("B", UAllo.Parse("10")));
        ledger.Settle("B", UAllo.Parse("10"));
        Assert.False(ledger.TrySetAside("C", UAllo.Parse("91")));
        Assert.Null(ledger.Exhausted());
        Assert.NotNull(ledger.OverBudget(UAllo.Parse("91")));
        Assert.Null(ledger.OverBudget(UAllo.Parse("90")));
    }
}
