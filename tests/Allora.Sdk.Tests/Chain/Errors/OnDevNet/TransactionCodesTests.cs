using Allora.Sdk.Chain.Errors;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Values;
using Allora.Sdk.Workers.Answering;
#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Chain.Errors.OnDevNet;

/// <summary>Every captured row of the chain's table of transaction codes, brought about on a DevNet.</summary>
public sealed class TransactionCodesTests
{
    private static readonly UAllo TooMuch = UAllo.FromAllo("2000000");

    private static readonly Dictionary<string, CodeCase> Cases = new(StringComparer.Ordinal)
    {
        ["bytes that are no transaction"] = new("sdk", 2, AlloraErrorReason.WrongSchema, true, NextStep.TryAgain, setup => BroadcastAsync(setup, new byte[] { 1, 2, 3 })),
        ["a type that nobody has heard of"] = new("sdk", 2, AlloraErrorReason.WrongSchema, true, NextStep.TryAgain, setup => RefusedAsync(setup, new TransactionMessage
        {
            TypeUrl = "/emissions.v99.Nothing",
            Value = Array.Empty<byte>(),
        })),
        ["a message of the other schema"] = new("sdk", 6, AlloraErrorReason.WrongSchema, true, NextStep.TryAgain, OtherSchemaAsync),
        ["another sequence"] = new("sdk", 32, AlloraErrorReason.SequenceMismatch, true, NextStep.TryAgain, async setup =>
        {
            var error = await RefusedAsync(setup, sequence: 5);
            Assert.Equal(0ul, ErrorMap.ExpectedSequence(error!));
            return error;
        }),
        ["another chain's signature"] = new("sdk", 4, AlloraErrorReason.SignatureRejected, false, NextStep.TryAgain, setup => RefusedAsync(setup, chainId: "othernet")),
        ["a fee that is not there"] = new("sdk", 5, AlloraErrorReason.InsufficientFunds, false, NextStep.TryAgain, setup => RefusedAsync(setup, fee: new() { GasLimit = 400_000, Amount = [TooMuch.ToCoin()] })),
        ["an amount that is not there"] = new("sdk", 5, AlloraErrorReason.InsufficientFunds, false, NextStep.Reject, setup => FailedAsync(setup, setup.Send(TooMuch.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)))) { Paid = true },
        ["somebody else's key"] = new("sdk", 8, AlloraErrorReason.WrongSigner, false, NextStep.Reject, setup => RefusedAsync(setup, TransactionMessage.From(new MsgSend { FromAddress = setup.Chain.Accounts[3].Address, ToAddress = setup.Wallet.Address }))),
        ["an account that nobody funded"] = new("sdk", 9, AlloraErrorReason.UnknownAccount, false, NextStep.TryAgain, StrangerAsync),
        ["a gas limit under the ante's cost"] = new("sdk", 11, AlloraErrorReason.OutOfGas, true, NextStep.TryAgain, setup => RefusedAsync(setup, fee: TransactionFee.For(1000, GasPrice.Parse("10")))),
        ["out of gas in a block"] = new("sdk", 11, AlloraErrorReason.OutOfGas, true, NextStep.TryAgain, setup => FailedAsync(setup, setup.Send("1"), setup.Chain.RunOutOfGas)) { Paid = true },
        ["a memo that is too long"] = new("sdk", 12, AlloraErrorReason.MemoTooLarge, false, NextStep.Reject, setup => RefusedAsync(setup, memo: new string('m', 257))),
        ["a fee under the market's price"] = new("sdk", 13, AlloraErrorReason.InsufficientFee, true, NextStep.TryAgain, TooCheapAsync),
        ["a fee under the node's own price"] = new("sdk", 13, AlloraErrorReason.InsufficientFee, true, NextStep.TryAgain, TooCheapAsync) { Genesis = DevNetGenesis.Default with { Feemarket = false } },
        ["no fee at all"] = new("feemarket", 1, AlloraErrorReason.InsufficientFee, true, NextStep.TryAgain, setup => RefusedAsync(setup, fee: new() { GasLimit = 400_000 })),
        ["a fee in another coin"] = new("undefined", 1, AlloraErrorReason.WrongFeeDenom, false, NextStep.Reject, setup => RefusedAsync(setup, fee: new() { GasLimit = 400_000, Amount = [TooMuch.ToCoin("uatom")] })),
        ["a transaction without messages"] = new("sdk", 18, AlloraErrorReason.InvalidRequest, false, NextStep.Reject, EmptyAsync),
        ["an address of another network"] = new("sdk", 35, AlloraErrorReason.InvalidRequest, false, NextStep.Reject, async setup =>
            (await Assert.ThrowsAsync<AlloraException>(() => setup.Client.GetAccountAsync("cosmos1qypqxpq9qcrsszg2pvxq6rs0zqg3yyc5lzv7xu", Ct))).ChainError),
        ["the same bytes again"] = new("sdk", 19, AlloraErrorReason.AlreadyKnown, false, NextStep.TryAgain, TwiceAsync),
        ["a full mempool"] = new("sdk", 20, AlloraErrorReason.MempoolFull, true, NextStep.TryAgain, FullAsync) { Configure = options => options with { MempoolSize = 1 } },
        ["a transaction larger than the node takes"] = new("sdk", 21, AlloraErrorReason.TxTooLarge, false, NextStep.Reject, setup => RefusedAsync(setup)) { Configure = options => options with { MaxTransactionBytes = 100 } },
        ["a height that has passed"] = new("sdk", 30, AlloraErrorReason.WindowEnded, false, NextStep.Missed, async setup =>
        {
            await setup.Chain.StepAsync(5, Ct);
            return await RefusedAsync(setup, timeoutHeight: 3);
        }),
        ["a fee that nobody granted"] = new("sdk", 38, AlloraErrorReason.NoFeeGrant, false, NextStep.TryAgain, setup => RefusedAsync(setup, fee: TransactionFee.For(400_000, GasPrice.Parse("10")) with { Granter = setup.Chain.Accounts[3].Address })),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Names))]
    public async Task A_row_has_its_reason_and_its_next_step(string name)
    {
        var row = Cases[name];
        await using var setup = await DevNetSetup.StartAsync(row.Genesis, configure: row.Configure);

        row.Check(await row.Produce(setup));
    }

    private static async Task<ChainError?> RefusedAsync(
        DevNetSetup setup, TransactionMessage? message = null, ulong? sequence = null, TransactionFee? fee = null, string? chainId = null, ulong timeoutHeight = 0, string memo = "") =>
        await BroadcastAsync(setup, (await setup.SignAsync(message ?? setup.Send("1"), sequence, fee, chainId, timeoutHeight, memo)).Bytes);

    private static async Task<ChainError?> BroadcastAsync(DevNetSetup setup, ReadOnlyMemory<byte> bytes) => (await setup.Client.BroadcastAsync(bytes, Ct)).Error;

    private static async Task<ChainError?> FailedAsync(DevNetSetup setup, TransactionMessage message, Action<int>? prepare = null)
    {
        prepare?.Invoke(1);
        return (await setup.IncludeAsync(await setup.SignAsync(message))).Error;
    }

    private static async Task<ChainError?> OtherSchemaAsync(DevNetSetup setup)
    {
        var register = new Protos.Emissions.V9.RegisterRequest { Sender = setup.Wallet.Address, TopicId = DevNetSetup.SingleTopic, Owner = setup.Wallet.Address };
        return await RefusedAsync(setup, TransactionMessage.From(register));
    }

    private static async Task<ChainError?> StrangerAsync(DevNetSetup setup)
    {
        using var stranger = AlloraWallet.Create().Wallet;
        var transaction = await new TransactionDraft
        {
            Messages = [TransactionMessage.From(new MsgSend { FromAddress = stranger.Address, ToAddress = setup.Wallet.Address })],
            ChainId = setup.Client.Network.ChainId,
            AccountNumber = 0,
            Sequence = 0,
            Fee = TransactionFee.For(400_000, GasPrice.Parse("10")),
        }.SignAsync(stranger, Ct);
        return await BroadcastAsync(setup, transaction.Bytes);
    }

    private static async Task<ChainError?> EmptyAsync(DevNetSetup setup)
    {
        var transaction = await new TransactionDraft
        {
            Messages = [],
            ChainId = setup.Client.Network.ChainId,
            AccountNumber = 1,
            Sequence = 0,
            Fee = TransactionFee.For(400_000, GasPrice.Parse("10")),
        }.SignAsync(setup.Wallet, Ct);
        return await BroadcastAsync(setup, transaction.Bytes);
    }

    private static async Task<ChainError?> TooCheapAsync(DevNetSetup setup)
    {
        var error = await RefusedAsync(setup, fee: TransactionFee.For(300_000, GasPrice.Parse("9.99")));
        Assert.Equal(UAllo.Parse("3000000"), ErrorMap.RequiredFee(error!));
        return error;
    }

    private static async Task<ChainError?> TwiceAsync(DevNetSetup setup)
    {
        var transaction = await setup.SignAsync(setup.Send("1"));
        Assert.Null(await BroadcastAsync(setup, transaction.Bytes));
        return await BroadcastAsync(setup, transaction.Bytes);
    }

    private static async Task<ChainError?> FullAsync(DevNetSetup setup)
    {
        Assert.Null(await RefusedAsync(setup));
        return await RefusedAsync(setup, sequence: 1);
    }
}
