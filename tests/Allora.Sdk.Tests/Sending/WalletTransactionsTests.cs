#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
using Allora.Sdk.Sending;
using Allora.Sdk.Sending.Journal;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Sending;

/// <summary>Any transaction of a wallet through its one sender, with the status that it met on a DevNet.</summary>
public sealed class WalletTransactionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_transfer_is_included_and_tells_what_was_paid_and_needed()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());

        var result = (await setup.SteppingAsync(transactions.SendAsync([setup.Send("7")], Ct))).EnsureIncluded();

        Assert.Equal((TransactionStatus.Included, 0ul), (result.Status, result.Sequence));
        Assert.Equal(result.Hash, result.Receipt!.Hash);
        Assert.Equal(result.GasUsed, result.Receipt.GasUsed);
        Assert.Equal(GasPrice.Parse("10").FeeFor(result.GasUsed!.Value), result.FeeNeeded);
        Assert.InRange(result.Fee!.Value.Value, result.FeeNeeded!.Value.Value, result.FeeNeeded.Value.Value * 13 / 10);
        Assert.Equal(UAllo.FromAllo("1000000") + UAllo.Parse("7"), await setup.Client.GetBalanceAsync(setup.Chain.Accounts[2].Address, Ct));
    }

    [Fact(Timeout = 120_000)]
    public async Task Several_at_once_take_their_sequences_in_turn_and_share_a_block()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());

        var sending = Enumerable.Range(0, 5).Select(_ => transactions.SendAsync([setup.Send("1")], Ct)).ToList();
        var results = await setup.SteppingAsync(Task.WhenAll(sending));

        Assert.All(results, static result => Assert.Equal(TransactionStatus.Included, result.Status));
        Assert.Equal<ulong>([0, 1, 2, 3, 4], [.. results.Select(static result => result.Sequence!.Value).Order()]);
    }

    [Fact(Timeout = 120_000)]
    public async Task What_a_simulation_refuses_is_rejected_and_costs_nothing()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());

        var result = await transactions.SendAsync([setup.Send("2000000000000000000000000")], Ct);

        Assert.Equal((TransactionStatus.Rejected, AlloraErrorReason.InsufficientFunds, SubmissionStage.Simulation), (result.Status, result.Reason, result.Stage));
        Assert.Equal(("sdk", 5u), (result.ChainError!.Codespace, result.ChainError.Code));
        Assert.Null(result.Hash);
        var thrown = Assert.Throws<AlloraException>(result.EnsureIncluded);
        Assert.Equal(AlloraErrorReason.InsufficientFunds, thrown.Reason);
        Assert.Equal(UAllo.FromAllo("1000000"), await setup.Client.GetBalanceAsync(setup.Wallet.Address, Ct));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_failure_in_a_block_tells_its_error_and_the_fee_that_it_burned()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());
        setup.Chain.RunOutOfGas(1);

        var result = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));

        Assert.Equal((TransactionStatus.Failed, AlloraErrorReason.OutOfGas), (result.Status, result.Reason));
        Assert.NotNull(result.Fee);
        Assert.True(result.MayRetry);
        Assert.Equal(result.Hash, Assert.Throws<AlloraException>(result.EnsureIncluded).TransactionHash);
    }

    [Fact(Timeout = 120_000)]
    public async Task Who_stops_waiting_gets_the_hash_and_the_next_transaction_takes_the_next_sequence()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var sending = transactions.SendAsync([setup.Send("1")], impatience.Token);
        while (!await IsPendingAsync(setup))
            await Task.Delay(5, Ct);
        await impatience.CancelAsync();

        var result = await sending;

        Assert.Equal(TransactionStatus.Unknown, result.Status);
        Assert.NotNull(result.Hash);
        var next = await setup.SteppingAsync(transactions.SendAsync([setup.Send("1")], Ct));
        Assert.Equal((TransactionStatus.Included, 1ul), (next.Status, next.Sequence));
        Assert.NotNull(await setup.Client.GetTransactionAsync(result.Hash, Ct));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_dry_run_sends_nothing()
    {
        await using var setup = await DevNetSetup.StartAsync();
        await using var transactions = setup.Client.OpenWallet(setup.Wallet.InMemory());

        var result = await transactions.SendAsync(TransactionRequest.Of(setup.Send("1")) with { DryRun = true, Memo = "hello" }, Ct);

        Assert.Equal(TransactionStatus.Simulated, result.Status);
        Assert.InRange(result.GasUsed!.Value, 50_000ul, 150_000ul);
        await setup.Chain.StepAsync(cancellationToken: Ct);
        Assert.Equal(0ul, (await setup.Client.GetAccountAsync(setup.Wallet.Address, Ct))!.Sequence);
    }

    [Fact(Timeout = 120_000)]
    public async Task Two_users_of_a_wallet_share_one_journal_and_after_the_last_it_is_given_back()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var folder = Directory.CreateTempSubdirectory("allora-sender-").FullName;
        try
        {
            var wallet = setup.Wallet.With(new WalletOptions { StateFolder = folder });
            await using var other = new AlloraClient(setup.Client.Network);
            await using (var one = setup.Client.OpenWallet(wallet))
            await using (var two = setup.Client.OpenWallet(wallet))
            {
                await setup.SteppingAsync(Task.WhenAll(one.SendAsync([setup.Send("1")], Ct), two.SendAsync([setup.Send("1")], Ct)));
                await using var stranger = other.OpenWallet(wallet);
                await Assert.ThrowsAsync<JournalException>(() => stranger.SendAsync([setup.Send("1")], Ct));
            }

            await using var later = other.OpenWallet(wallet);
            Assert.Equal(2ul, (await setup.SteppingAsync(later.SendAsync([setup.Send("1")], Ct))).Sequence);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> IsPendingAsync(DevNetSetup setup)
    {
        var probe = await setup.SignAsync(setup.Send("3"), sequence: 1);
        try
        {
            await setup.Client.SimulateAsync(probe.Bytes, Ct);
            return true;
        }
        catch (AlloraException)
        {
            return false;
        }
    }
}
