using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Tests.Chain.OnDevNet;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using Allora.Sdk.Workers.Answering;
using Google.Protobuf;
#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Chain.Errors.OnDevNet;

/// <summary>
/// Every captured row of the chain's table of payload codes, brought about on a DevNet twice: by a simulation, which costs nothing, and in a
/// block, which burns the fee. Both must tell the same pair and reason; what the worker does next differs.
/// </summary>
public sealed class PayloadCodesTests
{
    private const ulong Single = 67;
    private const ulong Listed = 68;
    private const ulong Unregistered = 69;
    private const ulong Multi = 70;

    private static readonly Dictionary<string, Row> Cases = new(StringComparer.Ordinal)
    {
        ["not on the topic's list"] = new("emissions", 83, AlloraErrorReason.NotPermitted, NextStep.TryAgain, NextStep.Reject, setup => PayloadAsync(setup, Listed)),
        ["heights that differ"] = new("sdk", 18, AlloraErrorReason.InvalidRequest, NextStep.Reject, NextStep.Reject, setup => ChangedAsync(setup, static bundle => bundle.Nonce.BlockHeight++)),
        ["another worker"] = new("sdk", 4, AlloraErrorReason.SignatureRejected, NextStep.TryAgain, NextStep.Reject, setup => ChangedAsync(setup, bundle => bundle.Worker = setup.Chain.Accounts[3].Address)),
        ["neither inference nor forecast"] = new("sdk", 18, AlloraErrorReason.InvalidRequest, NextStep.Reject, NextStep.Reject, setup => ChangedAsync(setup, static bundle => bundle.InferenceForecastsBundle.Inference = null)),
        ["no inner signature"] = new("sdk", 18, AlloraErrorReason.InvalidRequest, NextStep.Reject, NextStep.Reject, setup => ChangedAsync(setup, static bundle => bundle.InferencesForecastsBundleSignature = ByteString.Empty)),
        ["no public key"] = new("sdk", 18, AlloraErrorReason.InvalidRequest, NextStep.Reject, NextStep.Reject, setup => ChangedAsync(setup, static bundle => bundle.Pubkey = "")),
        ["an inner signature over other bytes"] = new("sdk", 4, AlloraErrorReason.SignatureRejected, NextStep.TryAgain, NextStep.Reject, setup => ChangedAsync(setup, static bundle => bundle.InferenceForecastsBundle.Inference.Value = "2")),
        ["a topic that is not there"] = new("emissions", 6, AlloraErrorReason.UnknownTopic, NextStep.TryAgain, NextStep.Reject, setup => PayloadAsync(setup, 999)),
        ["a nonce that was never open"] = new("emissions", 75, AlloraErrorReason.NonceNotOpen, NextStep.TryAgain, NextStep.Missed, setup => PayloadAsync(setup, Single, nonce: 1)),
        ["not registered"] = new("emissions", 13, AlloraErrorReason.NotRegistered, NextStep.Register, NextStep.Register, setup => PayloadAsync(setup, Unregistered)),
        ["a label that is no name"] = new("emissions", 95, AlloraErrorReason.InvalidLabels, NextStep.Reject, NextStep.Reject, setup => PayloadAsync(setup, Multi, [("", "0.5"), ("up", "0.5")])),
        ["a label that is not listed"] = new("emissions", 96, AlloraErrorReason.InvalidLabels, NextStep.Reject, NextStep.Reject, setup => PayloadAsync(setup, Multi, [("sideways", "1")])),
        ["too many labels"] = new("emissions", 97, AlloraErrorReason.InvalidLabels, NextStep.Reject, NextStep.Reject, setup => PayloadAsync(setup, Multi, [("up", "0.4"), ("down", "0.3"), ("flat", "0.3")])),
        ["a second one for the nonce"] = new("undefined", 1, AlloraErrorReason.AlreadySubmitted, NextStep.AlreadySubmitted, NextStep.AlreadySubmitted, SecondAsync),
        ["no labels where the topic wants them"] = new("sdk", 18, AlloraErrorReason.InvalidRequest, NextStep.Reject, NextStep.Reject, setup => PayloadAsync(setup, Multi)),
        ["labels that do not add up to one"] = new("sdk", 18, AlloraErrorReason.InvalidRequest, NextStep.Reject, NextStep.Reject, setup => PayloadAsync(setup, Multi, [("up", "0.9"), ("down", "0.9")])),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Names))]
    public async Task A_row_has_its_reason_and_its_next_step(string name)
    {
        var row = Cases[name];
        await using var setup = await StartAsync();
        var payload = await row.Produce(setup);
        var transaction = await setup.SignAsync(payload);

        var free = (await Assert.ThrowsAsync<AlloraException>(() => setup.Client.SimulateAsync(transaction.Bytes, Ct))).ChainError;
        var paid = (await setup.IncludeAsync(transaction)).Error;

        foreach (var error in new[] { free, paid })
        {
            Assert.NotNull(error);
            Assert.Equal((row.Codespace, row.Code, row.Reason, false), (error.Codespace, error.Code, error.Reason, error.IsTransient));
        }

        Assert.Equal(row.WhenFree, RefusalPolicy.AfterFreeRefusal(free!.Reason));
        Assert.Equal(row.WhenPaid, RefusalPolicy.AfterPaidFailure(paid!.Reason));
    }

    [Fact(Timeout = 120_000)]
    public async Task Queries_and_registrations_have_their_reasons_too()
    {
        await using var setup = await StartAsync();
        var schema = await setup.Client.Schemas.GetAsync(Ct);
        var again = await setup.SignAsync(schema.Payloads.Register(setup.Wallet.Address, Single, setup.Wallet.Address, reputer: false));

        var unknown = (await Assert.ThrowsAsync<AlloraException>(() => setup.Client.GetTopicAsync(999, Ct))).ChainError!;
        var registered = (await Assert.ThrowsAsync<AlloraException>(() => setup.Client.SimulateAsync(again.Bytes, Ct))).ChainError!;

        Assert.Equal(("emissions", 23u, AlloraErrorReason.UnknownTopic), (unknown.Codespace, unknown.Code, unknown.Reason));
        Assert.Equal(("emissions", 8u, AlloraErrorReason.AlreadyRegistered), (registered.Codespace, registered.Code, registered.Reason));
    }

    // Four topics whose windows open one block after another, and stay open.
    private static async Task<DevNetSetup> StartAsync()
    {
        using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(1));
        var setup = await DevNetSetup.StartAsync(DevNetGenesis.Default with
        {
            // Not on the lists that overrule a topic's own.
            Accounts = [.. Enumerable.Range(0, 4).Select(static index => new GenesisAccount { Mnemonic = DevNetGenesis.TestMnemonic, Index = index, Whitelisted = index == 0 })],
            Topics =
            [
                Topic(Single, 3) with { Workers = [wallet.Address] },
                Topic(Listed, 4) with { Workers = [wallet.Address], WorkerWhitelist = [] },
                Topic(Unregistered, 5),
                Topic(Multi, 6) with { Workers = [wallet.Address], Multi = true, Labels = ["up", "down"], RequireUnity = true, UnityTolerance = "0.01" },
            ],
        });
        while (setup.Chain.Height < 7)
            await setup.Chain.StepAsync(cancellationToken: Ct);
        return setup;
    }

    private static GenesisTopic Topic(ulong id, long first) =>
        new() { Id = id, EpochLength = 60, WorkerSubmissionWindow = 40, GroundTruthLag = 60, FirstWindow = first };

    private static async Task<TransactionMessage> PayloadAsync(DevNetSetup setup, ulong topic, (string Label, string Value)[]? labels = null, long? nonce = null)
    {
        var schema = await setup.Client.Schemas.GetAsync(Ct);
        var payload = new WorkerPayload
        {
            Worker = setup.Wallet.Address,
            TopicId = topic,
            Nonce = nonce ?? (topic == 999 ? 3 : (long)(topic - Single) + 3),
            Value = labels is null ? ChainDecimal.Parse("1") : null,
            Labels = [.. (labels ?? []).Select(static pair => KeyValuePair.Create(pair.Label, ChainDecimal.Parse(pair.Value)))],
        };
        return await schema.Payloads.SignAsync(payload, setup.Wallet, Ct);
    }

    private static async Task<TransactionMessage> ChangedAsync(DevNetSetup setup, Action<InputWorkerDataBundle> change)
    {
        var signed = await PayloadAsync(setup, Single);
        var message = InsertWorkerPayloadRequest.Parser.ParseFrom(signed.Value.Span);
        change(message.WorkerDataBundle);
        return TransactionMessage.From(message);
    }

    private static async Task<TransactionMessage> SecondAsync(DevNetSetup setup)
    {
        var payload = await PayloadAsync(setup, Single);
        Assert.Null((await setup.IncludeAsync(await setup.SignAsync(payload))).Error);
        return payload;
    }

    private sealed record Row(
        string Codespace, uint Code, AlloraErrorReason Reason, NextStep WhenFree, NextStep WhenPaid, Func<DevNetSetup, Task<TransactionMessage>> Produce);
}
