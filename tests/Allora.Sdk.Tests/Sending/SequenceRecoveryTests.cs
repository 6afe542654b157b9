#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
using Allora.Sdk.Sending;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Sending;

/// <summary>Gaps, vanished transactions, price jumps and strangers on a DevNet: every sequence ends in one block, and nothing is included twice.</summary>
public sealed class SequenceRecoveryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_gap_that_nothing_comes_for_is_filled_by_a_transfer_to_oneself_counted_apart()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var shortLived = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { BlocksToLive = 3 });
        await using var longLived = setup.Client.OpenWallet(setup.Wallet, new TransactionOptions { BlocksToLive = 40 });
        setup.Chain.HoldTransactions(12);
        var first = shortLived.SendAsync([setup.Send("1")], Ct);
        await PendingAsync(setup, 1);
        var second = longLived.SendAsync([setup.Send("2")], Ct);
        await PendingAsync(setup, 2);
        setup.Chain.HoldTransactions(0);

        var results = await setup.SteppingAsync(Task.WhenAll(first, second));

        Assert.Equal((TransactionStatus.Expired, 0ul), (results[0].Status, results[0].Sequence));
        Assert.Equal((TransactionStatus.Included, 1ul), (results[1].Status, results[1].Sequence));
        await setup.SteppingUntilAsync(() => Statistics(setup).GapsFilled == 1);
        var statistics = setup.Client.GetWalletStatistics(setup.Wallet.Address)!;
        Assert.Equal((1, 1, 0, 1), (statistics.GapsFilled, statistics.Included, statistics.Failed, statistics.Expired));
        Assert.Equal(results[1].Fee!.Value + statistics.GapFees, statistics.FeesPaid);
        Assert.NotEqual(default, statistics.GapFees);
        Assert.Equal(2ul, (await setup.Client.GetAccountAsync(setup.Wallet.Address, Ct))!.Sequence);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_vanished_transaction_is_signed_anew_with_the_same_sequence()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());
        setup.Chain.VanishTransactions(1);

        var result = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));

        Assert.Equal((TransactionStatus.Included, 0ul), (result.Status, result.Sequence));
        Assert.True((ulong)result.Receipt!.Height <= result.TimeoutHeight, "in time");
        Assert.Equal((1, 1), (Statistics(setup).Replaced, Statistics(setup).Included));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_lost_mempool_gets_the_very_same_bytes_again()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());
        var sending = transactions.SendAsync([setup.Send("1")], Ct);
        await PendingAsync(setup, 1);
        setup.Chain.LoseMempool();

        var result = await setup.SteppingAsync(sending);

        Assert.Equal((TransactionStatus.Included, 0ul), (result.Status, result.Sequence));
        Assert.Equal((0, 1), (Statistics(setup).Replaced, Statistics(setup).Included));
    }

    [Fact(Timeout = 120_000)]
    public async Task What_a_block_turned_away_since_its_sequence_was_not_due_is_followed_until_it_is()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { BlocksToLive = 40 });
        setup.Chain.HoldTransactions(6);
        var first = transactions.SendAsync([setup.Send("1")], Ct);
        await PendingAsync(setup, 1);
        setup.Chain.HoldTransactions(0);
        var second = transactions.SendAsync([setup.Send("2")], Ct);
        await PendingAsync(setup, 2);
        await setup.Chain.StepAsync(1, Ct);
        Assert.Equal(32u, Assert.Single(setup.Chain.Transactions()).Code);

        var results = await setup.SteppingAsync(Task.WhenAll(first, second));

        Assert.All(results, result => Assert.Equal(TransactionStatus.Included, result.Status));
        Assert.Equal([0ul, 1ul], results.Select(result => result.Sequence!.Value));
        var statistics = Statistics(setup);
        Assert.Equal((2, 0, 0), (statistics.Included, statistics.Failed, statistics.GapsFilled));
        Assert.Equal(results[0].Fee!.Value + results[1].Fee!.Value, statistics.FeesPaid);
        Assert.Equal(2ul, (await setup.Client.GetAccountAsync(setup.Wallet.Address, Ct))!.Sequence);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_wallet_goes_on_where_a_chain_was_started_anew_below_what_it_believed()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var before = await setup.Chain.TakeSnapshotAsync(Ct);
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());
        Assert.Equal(0ul, (await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct))).Sequence);
        Assert.Equal(1ul, (await setup.SteppingAsync(transactions.SendAsync([setup.Send("2")], Ct))).Sequence);
        await setup.Chain.RestoreAsync(before, Ct);
        await setup.Chain.StepAsync(20, Ct);

        var result = await setup.SteppingAsync(transactions.SendAsync([setup.Send("3")], Ct));

        Assert.Equal((TransactionStatus.Included, 0ul), (result.Status, result.Sequence));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_transaction_that_waits_long_is_not_sent_twice()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());
        setup.Chain.HoldTransactions(9);

        var result = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));

        Assert.Equal(TransactionStatus.Included, result.Status);
        Assert.Equal((0, 1), (Statistics(setup).Replaced, Statistics(setup).Included));
        Assert.Equal(1ul, (await setup.Client.GetAccountAsync(setup.Wallet.Address, Ct))!.Sequence);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_price_that_jumps_while_it_waits_is_paid_with_the_same_sequence()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());
        setup.Chain.HoldTransactions(3);
        var sending = transactions.SendAsync([setup.Send("1")], Ct);
        await PendingAsync(setup, 1);
        setup.Chain.SetGasPrice(GasPrice.Parse("40"));
        setup.Chain.HoldTransactions(0);

        var result = await setup.SteppingAsync(sending);

        Assert.Equal((TransactionStatus.Included, 0ul), (result.Status, result.Sequence));
        Assert.True(result.Fee!.Value.Value >= result.GasUsed!.Value * 40, $"{result.Fee} for {result.GasUsed} gas");
        Assert.Equal((1, 1), (Statistics(setup).Replaced, Statistics(setup).Included));
        Assert.Equal(1ul, (await setup.Client.GetAccountAsync(setup.Wallet.Address, Ct))!.Sequence);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_sequence_that_another_program_used_is_noticed_and_the_next_one_is_taken()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());
        Assert.Equal(0ul, (await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct))).Sequence);
        await setup.IncludeAsync(await setup.SignAsync(setup.Send("5")));

        var ours = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));

        Assert.Equal((TransactionStatus.Included, 2ul), (ours.Status, ours.Sequence));
    }

    [Fact(Timeout = 120_000)]
    public async Task Bytes_whose_sequence_another_program_used_are_known_to_be_lost_long_before_their_timeout()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory(), new TransactionOptions { BlocksToLive = 500 });
        var sending = transactions.SendAsync([setup.Send("1")], Ct);
        await PendingAsync(setup, 1);
        var stranger = await setup.SignAsync(setup.Send("5"), sequence: 0);
        setup.Chain.LoseMempool();
        await setup.IncludeAsync(stranger);

        var result = await setup.SteppingAsync(sending);

        Assert.Equal(TransactionStatus.Expired, result.Status);
        Assert.True(result.MayRetry);
        Assert.InRange(setup.Chain.Height, 1, 100);
        Assert.Equal(1ul, (await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct))).Sequence);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_an_earlier_run_left_is_followed_up_though_nobody_asks_for_it()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var journal = new MemoryJournal();
        await using (var before = setup.Client.OpenWallet(setup.Wallet.With(journal)))
        {
            using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            var sending = before.SendAsync([setup.Send("1")], impatience.Token);
            await PendingAsync(setup, 1);
            await impatience.CancelAsync();
            Assert.Equal(TransactionStatus.Unknown, (await sending).Status);
        }

        setup.Chain.LoseMempool();
        await using var after = setup.Client.OpenWallet(setup.Wallet.With(journal));
        var next = await setup.SteppingAsync(after.SendAsync([setup.Send("2")], Ct));

        Assert.Equal((TransactionStatus.Included, 1ul), (next.Status, next.Sequence));
        await setup.SteppingUntilAsync(() => Statistics(setup).Included == 2);
        Assert.Equal(2ul, (await setup.Client.GetAccountAsync(setup.Wallet.Address, Ct))!.Sequence);
    }

    private static WalletStatistics Statistics(DevNetSetup setup) => setup.Client.GetWalletStatistics(setup.Wallet.Address)!;

    // The node expects the sequence after the pending ones.
    private static async Task PendingAsync(DevNetSetup setup, ulong next)
    {
        var probe = await setup.SignAsync(setup.Send("3"), sequence: next);
        while (true)
        {
            try
            {
                await setup.Client.SimulateAsync(probe.Bytes, Ct);
                return;
            }
            catch (AlloraException)
            {
                await Task.Delay(5, Ct);
            }
        }
    }
}
