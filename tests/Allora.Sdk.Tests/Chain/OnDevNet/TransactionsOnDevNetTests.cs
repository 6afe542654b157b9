using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Chain.OnDevNet;

public class TransactionsOnDevNetTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transfer_is_simulated_sent_and_found()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var transfer = await setup.SignAsync(setup.Send("7"));

        var simulated = await setup.Client.SimulateAsync(transfer.Bytes, Ct);
        var sent = await setup.Client.BroadcastAsync(transfer.Bytes, Ct);
        var pending = await setup.Client.GetTransactionAsync(transfer.Hash, Ct);
        await setup.Chain.StepAsync(cancellationToken: Ct);
        var receipt = await setup.Client.GetTransactionAsync(transfer.Hash, Ct);

        Assert.InRange(simulated.GasUsed, 50_000ul, 150_000ul);
        Assert.Equal(1, simulated.Height);
        Assert.Equal((transfer.Hash, null), (sent.Hash, sent.Error));
        Assert.Null(pending);
        Assert.NotNull(receipt);
        Assert.Equal((transfer.Hash, 2, null, 400_000ul), (receipt.Hash, receipt.Height, receipt.Error, receipt.GasWanted));
        Assert.Equal(4_000_000, Assert.Single(receipt.Fee.Amount).Amount);
        Assert.Contains(receipt.Events, one => one.Type == "transfer" && one.Attributes.Contains(new("amount", "7uallo")));
        Assert.Equal(UAllo.FromAllo("1000000") + UAllo.Parse("7"), await setup.Client.GetBalanceAsync(setup.Chain.Accounts[2].Address, Ct));
        Assert.Equal(1ul, (await setup.Client.GetAccountAsync(setup.Wallet.Address, Ct))?.Sequence);
    }

    [Fact]
    public async Task The_same_bytes_again_are_known_and_others_with_that_sequence_are_not_taken()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var first = await setup.SignAsync(setup.Send("1"));
        var other = await setup.SignAsync(setup.Send("2"));

        await setup.Client.BroadcastAsync(first.Bytes, Ct);
        var again = await setup.Client.BroadcastAsync(first.Bytes, Ct);
        var refused = await setup.Client.BroadcastAsync(other.Bytes, Ct);
        var simulated = await Assert.ThrowsAsync<AlloraException>(() => setup.Client.SimulateAsync(other.Bytes, Ct));

        Assert.Equal(AlloraErrorReason.AlreadyKnown, again.Error?.Reason);
        Assert.Equal(AlloraErrorReason.SequenceMismatch, refused.Error?.Reason);
        Assert.Equal(1ul, ErrorMap.ExpectedSequence(refused.Error!));
        Assert.Equal(1ul, ErrorMap.ExpectedSequence(simulated.ChainError!));
    }

    [Fact]
    public async Task A_fee_under_the_price_is_refused_and_the_required_one_is_taken()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var cheap = await setup.SignAsync(setup.Send("1"), fee: TransactionFee.For(300_000, GasPrice.Parse("9.99")));

        var refused = await setup.Client.BroadcastAsync(cheap.Bytes, Ct);
        var required = ErrorMap.RequiredFee(refused.Error!);
        var enough = await setup.SignAsync(setup.Send("1"), fee: new TransactionFee { GasLimit = 300_000, Amount = [required!.Value.ToCoin()] });

        Assert.Equal((AlloraErrorReason.InsufficientFee, true), (refused.Error!.Reason, refused.Error.IsTransient));
        Assert.Equal(UAllo.Parse("3000000"), required);
        Assert.Null((await setup.Client.BroadcastAsync(enough.Bytes, Ct)).Error);
    }

    [Fact]
    public async Task Refusals_have_their_reasons()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var dear = UAllo.FromAllo("2000000");

        Assert.Equal(AlloraErrorReason.SignatureRejected, await RefusedAsync(chainId: "othernet"));
        Assert.Equal(AlloraErrorReason.SequenceMismatch, await RefusedAsync(sequence: 5));
        Assert.Equal(AlloraErrorReason.OutOfGas, await RefusedAsync(fee: TransactionFee.For(1000, GasPrice.Parse("10"))));
        Assert.Equal(AlloraErrorReason.InsufficientFunds, await RefusedAsync(fee: new() { GasLimit = 400_000, Amount = [dear.ToCoin()] }));
        Assert.Equal(AlloraErrorReason.WrongFeeDenom, await RefusedAsync(fee: new() { GasLimit = 400_000, Amount = [dear.ToCoin("uatom")] }));
        Assert.Equal(AlloraErrorReason.InsufficientFee, await RefusedAsync(fee: new() { GasLimit = 400_000 }));
        await setup.Chain.StepAsync(5, Ct);
        Assert.Equal(AlloraErrorReason.WindowEnded, await RefusedAsync(timeoutHeight: 3));

        async Task<AlloraErrorReason?> RefusedAsync(
            string? chainId = null, ulong? sequence = null, TransactionFee? fee = null, ulong timeoutHeight = 0)
        {
            var transaction = await setup.SignAsync(setup.Send("1"), sequence, fee, chainId, timeoutHeight);
            return (await setup.Client.BroadcastAsync(transaction.Bytes, Ct)).Error?.Reason;
        }
    }

    [Fact]
    public async Task What_fails_in_a_block_says_why_there()
    {
        await using var setup = await DevNetSetup.StartAsync();

        var receipt = await setup.IncludeAsync(await setup.SignAsync(setup.Send("2000000000000000000000000")));

        Assert.Equal(("sdk", 5u, AlloraErrorReason.InsufficientFunds), (receipt.Error?.Codespace, receipt.Error?.Code, receipt.Error?.Reason));
        Assert.StartsWith("failed to execute message; message index: 0: ", receipt.Error!.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_whose_text_is_not_UTF8_is_read()
    {
        await using var setup = await DevNetSetup.StartAsync();
        var fee = TransactionFee.For(400_000, GasPrice.Parse("10")) with { Granter = setup.Chain.Accounts[3].Address };

        var refused = await setup.Client.BroadcastAsync((await setup.SignAsync(setup.Send("1"), fee: fee)).Bytes, Ct);

        Assert.Equal(("sdk", 38u, AlloraErrorReason.NoFeeGrant), (refused.Error?.Codespace, refused.Error?.Code, refused.Error?.Reason));
        Assert.Contains('\uFFFD', refused.Error!.Log);
    }

    [Fact]
    public async Task An_account_that_nobody_funded_cannot_send()
    {
        await using var setup = await DevNetSetup.StartAsync();
        using var stranger = AlloraWallet.Create().Wallet;
        var transfer = new MsgSend { FromAddress = stranger.Address, ToAddress = setup.Wallet.Address };
        var transaction = await new TransactionDraft
        {
            Messages = [TransactionMessage.From(transfer)],
            ChainId = "localnet",
            AccountNumber = 0,
            Sequence = 0,
            Fee = TransactionFee.For(400_000, GasPrice.Parse("10")),
        }.SignAsync(stranger, Ct);

        var simulated = await Assert.ThrowsAsync<AlloraException>(() => setup.Client.SimulateAsync(transaction.Bytes, Ct));
        var sent = await setup.Client.BroadcastAsync(transaction.Bytes, Ct);

        Assert.Equal(AlloraErrorReason.UnknownAccount, simulated.Reason);
        Assert.Equal(("sdk", 9u), (sent.Error?.Codespace, sent.Error?.Code));
    }
}
