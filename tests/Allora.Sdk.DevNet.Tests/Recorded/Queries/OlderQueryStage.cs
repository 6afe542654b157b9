using System.Globalization;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using V3 = Allora.Sdk.Protos.Emissions.V3;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Tests.Recorded.Queries;

/// <summary>
/// The chain of every-query-v9, built as its README describes: a topic with four inferers, a forecaster, two reputers and a delegator, at height 71. The
/// reputers' losses give the recorded inferer scores; what else they were is not recorded.
/// </summary>
internal sealed class OlderQueryStage : IAsyncDisposable
{
    private const long Height = 71;
    private const string Creator = "allo15tspflrhtcy2rt35y692ygdv4pnuxdfac268gx";
    private const string Forecaster = "allo1uh4r24p9ecm06fxyyl8j7jxmjhyykaqhx76sh4";
    private const string Reputer = "allo1qak7erfa6529c4mnplm3ekzk7y260433epwejl";
    private const string SecondReputer = "allo1zsy2gt6spflkcpkj4pxn7s4vczn2w7pd8v0za8";
    private const string Delegator = "allo10wukfhdwq70hr6lsvstxuljfm6arvmdnx9r6me";

    // In the order of their addresses, with their distance from the last one's inference, and their recorded scores of the nonces 20 to 50.
    private static readonly (string Address, decimal Offset, string[] Scores)[] Inferers =
    [
        ("allo1auwcs8qrydsttsz9yw7d2wz4h0r43ls57zqt9u", 0.0025m, ["0.2498765495", "0.2498515217", "0.0048827044", "0.002481192"]),
        ("allo1p8a99ghe8phmm9rwku9x2hwcskff5k4q9jcknk", 0.0015m, ["-4.7958805452", "-4.7958948467", "0.0931382032", "0.0679144701"]),
        ("allo1rd5wrfy0pr30sdt0z333wp9jpakd770rlytnaz", -0.001m, ["1.0457571211", "1.04574711", "-0.1323477514", "-0.1159315456"]),
        ("allo1ykr2r00j6tqldmm9glmert4ar9g25c0zj393p5", 0m, ["0.6020597274", "0.6020525767", "0.4160909432", "0.4328066234"]),
    ];

    private static readonly (int Inferer, string Loss)[] Forecast = [(3, "-6.697952"), (1, "-6.027942"), (2, "-5.582119"), (0, "-5.299004")];

    private readonly Dictionary<string, TestWallet> _wallets;
    private readonly Dictionary<string, (ulong Number, ulong Sequence)> _accounts = new(StringComparer.Ordinal);

    private OlderQueryStage(AlloraDevNet net, Dictionary<string, TestWallet> wallets) => (Net, _wallets) = (net, wallets);

    public AlloraDevNet Net { get; }

    public static async Task<OlderQueryStage> StartAsync()
    {
        string[] recorded = [Creator, Forecaster, Reputer, SecondReputer, Delegator, .. Inferers.Select(static one => one.Address)];
        var wallets = recorded.Order(StringComparer.Ordinal)
            .Zip(recorded.Select(static address => TestWallet.Of("older " + address)).OrderBy(static wallet => wallet.Address, StringComparer.Ordinal))
            .ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal);
        var net = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Genesis = new DevNetGenesis
            {
                Schema = DevNetSchema.V9,
                ValidatorStake = Allora.Sdk.Values.UAllo.FromAllo("100000"),
                Parameters = new Dictionary<string, string> { ["min_epoch_length"] = "10", ["max_active_topics_per_block"] = "10" },
                Accounts = [.. recorded.Select(address => new GenesisAccount { Address = wallets[address].Address, Whitelisted = address == Creator })],
                Topics = [],
            },
        });
        var stage = new OlderQueryStage(net, wallets);
        await stage.PlayAsync();
        return stage;
    }

    /// <summary>The recorded text with our addresses.</summary>
    public string Translate(string text)
    {
        foreach (var (address, wallet) in _wallets)
            text = text.Replace(address, wallet.Address, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Our answer to a recorded request: the reply, or the refusal's text.</summary>
    public (IMessage? Reply, string? Refusal) Ask(MethodDescriptor method, string request)
    {
        var input = JsonParser.Default.Parse(Translate(request), method.InputType);
        var answer = Net.Nodes[0].Node.Query($"/{method.Service.FullName}/{method.Name}", input.ToByteArray(), null);
        return answer.IsOk ? (method.OutputType.Parser.ParseFrom(answer.Value), null) : (null, answer.Message);
    }

    public async ValueTask DisposeAsync() => await Net.DisposeAsync();

    private async Task PlayAsync()
    {
        await IncludeAsync(Creator, new V9.CreateNewTopicRequest
        {
            Creator = Of(Creator),
            Metadata = "queries",
            LossMethod = "mse",
            EpochLength = 10,
            GroundTruthLag = 10,
            WorkerSubmissionWindow = 4,
            PNorm = "3",
            AlphaRegret = "0.1",
            AllowNegative = true,
            Epsilon = "0.01",
            MeritSortitionAlpha = "0.1",
            ActiveInfererQuantile = "0.25",
            ActiveForecasterQuantile = "0.25",
            ActiveReputerQuantile = "0.25",
            CNorm = "0.75",
        });
        foreach (var actor in _wallets.Keys.Where(static one => one is not (Creator or Delegator)))
            Send(actor, new V9.RegisterRequest { Sender = Of(actor), Owner = Of(actor), TopicId = 1, IsReputer = actor is Reputer or SecondReputer });
        Send(Creator, new V9.FundTopicRequest { Sender = Of(Creator), TopicId = 1, Amount = "1000000000000000000000" });
        while (Net.Height < 9)
            await Net.StepAsync();
        Send(Reputer, new V9.AddStakeRequest { Sender = Of(Reputer), TopicId = 1, Amount = "1000000000000000000000" });
        Send(SecondReputer, new V9.AddStakeRequest { Sender = Of(SecondReputer), TopicId = 1, Amount = "2500000000000000000000" });
        Send(Delegator, new V9.DelegateStakeRequest { Sender = Of(Delegator), TopicId = 1, Reputer = Of(Reputer), Amount = "300000000000000000000" });
        while (Net.Height < Height)
        {
            await Net.StepAsync();
            var failed = Net.Nodes[0].Node.GetBlock(Net.Height)!.Transactions.FirstOrDefault(static one => one.Result.Code != 0);
            Assert.True(failed is null, failed?.Result.Log);
            if (Net.Height % 10 != 0 || Net.Height < 20)
                continue;
            Work(Net.Height);
            if (Net.Height is >= 30 and <= 60)
            {
                Report(Reputer, Net.Height - 10);
                Report(SecondReputer, Net.Height - 10);
            }
        }
    }

    private void Work(long nonce)
    {
        var last = nonce == 60 ? -0.01008924m : nonce == 70 ? -0.00229415m : -0.004m + (nonce * 0.0001m);
        foreach (var (address, offset, _) in Inferers)
        {
            Send(address, Older(Payloads.Scalar(_wallets[address], 1, nonce, (last + offset).ToString(CultureInfo.InvariantCulture))));
        }

        if (nonce < 40)
            return;
        var forecast = new InputForecast { TopicId = 1, BlockHeight = nonce, Forecaster = Of(Forecaster) };
        forecast.ForecastElements.AddRange(Forecast.Select(one => new InputForecastElement { Inferer = Of(Inferers[one.Inferer].Address), Value = one.Loss }));
        Send(Forecaster, Older(Payloads.Sign(_wallets[Forecaster], 1, nonce, new InputInferenceForecastBundle { Forecast = forecast })));
    }

    private void Report(string reputer, long nonce)
    {
        var combined = Dec.Parse("-4");
        var bundle = new V9.InputValueBundle
        {
            TopicId = 1,
            ReputerRequestNonce = new V3.ReputerRequestNonce { ReputerNonce = new V3.Nonce { BlockHeight = nonce } },
            Reputer = Of(reputer),
            CombinedValue = combined.ToString(),
            NaiveValue = "-3.999",
        };
        for (var i = 0; i < Inferers.Length; i++)
        {
            var (address, _, scores) = Inferers[i];
            bundle.InfererValues.Add(new V9.InputWorkerAttributedValue { Worker = Of(address), Value = i == 3 ? "-3.7" : (-3 + i).ToString(CultureInfo.InvariantCulture) });
            bundle.OneOutInfererValues.Add(new V9.InputWithheldWorkerAttributedValue { Worker = Of(address), Value = (combined + Dec.Parse(scores[(nonce / 10) - 2])).ToString() });
        }

        if (nonce >= 40)
            bundle.ForecasterValues.Add(new V9.InputWorkerAttributedValue { Worker = Of(Forecaster), Value = "-4.1" });

        var wallet = _wallets[reputer];
        Send(reputer, new V9.InsertReputerPayloadRequest
        {
            Sender = wallet.Address,
            ReputerValueBundle = new V9.InputReputerValueBundle { ValueBundle = bundle, Signature = ByteString.CopyFrom(wallet.Sign(bundle.ToByteArray())), Pubkey = wallet.PublicKeyHex },
        });
    }

    private static V9.InsertWorkerPayloadRequest Older(InsertWorkerPayloadRequest newer) => V9.InsertWorkerPayloadRequest.Parser.ParseFrom(newer.ToByteString());

    private string Of(string recorded) => _wallets[recorded].Address;

    private async Task IncludeAsync(string sender, IMessage message)
    {
        Send(sender, message);
        await Net.StepAsync();
    }

    private void Send(string sender, IMessage message)
    {
        var wallet = _wallets[sender];
        if (!_accounts.TryGetValue(sender, out var account))
        {
            var reply = Net.Nodes[0].Node.Query(
                "/cosmos.auth.v1beta1.Query/AccountInfo", new Protos.Cosmos.Auth.V1Beta1.QueryAccountInfoRequest { Address = wallet.Address }.ToByteArray(), null);
            var info = Protos.Cosmos.Auth.V1Beta1.QueryAccountInfoResponse.Parser.ParseFrom(reply.Value).Info;
            account = (info.AccountNumber, info.Sequence);
        }

        var bytes = wallet.Transaction(new TxPlan(message) { ChainId = Net.ChainId, AccountNumber = account.Number, Sequence = account.Sequence, GasLimit = 900_000 });
        _accounts[sender] = (account.Number, account.Sequence + 1);
        var sent = Net.Nodes[0].Node.Broadcast(bytes, 0);
        Assert.Equal(("", 0u), (sent.Log, sent.Code));
    }
}
