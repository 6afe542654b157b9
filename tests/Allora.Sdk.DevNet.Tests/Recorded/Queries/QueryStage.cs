using System.Globalization;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using V3 = Allora.Sdk.Protos.Emissions.V3;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Tests.Recorded.Queries;

/// <summary>The chain of every-query-v10, built as its README describes: three topics of seven epochs, six wallets, stakes and removals.</summary>
internal sealed class QueryStage : IAsyncDisposable
{
    public const long Height = 166;
    private const string Administrator = "allo1gfyqr5mcvh8x6dgwdrw83r2xlf6h6nr4qp7dyc";
    private const string Forecaster = "allo1qgwjd7dtxx0dl7vea9sjzmntpu8k5pfv3d468z";
    private const string Both = "allo1n4cljga5ksz9n859s3ncs0xxetzu07ex4h6mdd";
    private const string Reputer = "allo1zsy2gt6spflkcpkj4pxn7s4vczn2w7pd8v0za8";
    private const string SecondReputer = "allo1a4zer862vrdeh9hxmc3y66gr7vnczg2kccvywh";
    private const string Delegator = "allo1s9ne966dtmtq8zd4kmxappjk508xn5txsh56z6";
    private const string Stranger = "allo1zn5y47pxuu30vnlewuegl4zlt9nave4pvjsudx";
    private const string Operator = "allovaloper1gfyqr5mcvh8x6dgwdrw83r2xlf6h6nr4h9cwc5";
    private const string Consensus = "allovalcons1p2mrttrz5el86gv92396ld4jepruhzml0nmxzg";
    private const string RecordedHash = "5F9CC708409037D52DA5B4CE8EB919E1FA3089EEA75EED5CE01474BB5F8FBC86";
    private const string Recorded = "allo1p2mrttrz5el86gv92396ld4jepruhzmlvywej9";

    // In the order of the numbers that their inferences contain.
    private static readonly string[] Inferers = ["allo1s29cqg77jnz7ecf5j9gg0c00lpjw73ak672lt8", "allo1dmcxrxc32ep6xw6xuqcltygglparxa03s4786g", "allo137da2s0kvcchpk9w7l40hrten2yjc39nncce8k"];

    private readonly Dictionary<string, (ulong Number, ulong Sequence)> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TestWallet> _wallets;
    private readonly long _heights;
    private string _hash = RecordedHash;
    private readonly ulong _topics;

    private readonly string _operator;

    private QueryStage(AlloraDevNet net, Dictionary<string, TestWallet> wallets, long heights, ulong topics) =>
        (Net, _wallets, _heights, _topics, _operator) = (net, wallets, heights, topics, net.Engine.Committed.Validator.OperatorAddress);

    public AlloraDevNet Net { get; }

    public static async Task<QueryStage> StartAsync(string name, long heights, ulong topics)
    {
        string[] recorded = [Administrator, Forecaster, Both, Reputer, SecondReputer, Delegator, Stranger, .. Inferers];
        // In the recorded order of addresses, in which the chain lists them.
        var wallets = recorded.Order(StringComparer.Ordinal)
            .Zip(recorded.Select(address => TestWallet.Of($"{name} {address}")).OrderBy(static wallet => wallet.Address, StringComparer.Ordinal))
            .ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal);
        string Of(string address) => wallets[address].Address;
        var single = new GenesisTopic
        {
            Id = 1 + topics,
            Metadata = "single",
            EpochLength = 20,
            GroundTruthLag = 20,
            WorkerSubmissionWindow = 10,
            FirstWindow = 32 + heights,
            Creator = Of(Administrator),
            Workers = [.. Inferers.Append(Forecaster).Append(Both).Select(Of)],
            Stake = new Dictionary<string, UAllo> { [Of(Reputer)] = UAllo.FromAllo("1000"), [Of(SecondReputer)] = UAllo.Parse("600000") },
        };
        var net = await AlloraDevNet.StartAsync(new DevNetOptions
        {
            StepByHand = true,
            Genesis = new DevNetGenesis
            {
                ChainId = heights == 0 ? "localnet" : "othernet-3",
                InitialHeight = 1 + heights,
                BlockInterval = TimeSpan.FromSeconds(5),
                ValidatorStake = UAllo.FromAllo("100000"),
                Parameters = new Dictionary<string, string> { ["min_epoch_length"] = "10", ["max_active_topics_per_block"] = "10" },
                Accounts = [.. recorded.Select(address => new GenesisAccount { Address = Of(address), Whitelisted = address == Administrator })],
                Topics =
                [
                    single,
                    single with { Id = 2 + topics, Metadata = "second", GroundTruthLag = 30, FirstWindow = 34 + heights, Workers = [Of(Inferers[2])], Stake = new Dictionary<string, UAllo> { [Of(Reputer)] = UAllo.FromAllo("1000") } },
                    single with
                    {
                        Id = 3 + topics,
                        Metadata = "multi",
                        Multi = true,
                        Labels = ["up", "down", "flat"],
                        RequireUnity = true,
                        UnityTolerance = "0.001",
                        FirstWindow = 33 + heights,
                        Stake = new Dictionary<string, UAllo> { [Of(Reputer)] = UAllo.FromAllo("1000") },
                    },
                    single with { Id = 4 + topics, Metadata = "created only", Multi = true, Labels = ["up", "down"], Active = false, Funds = UAllo.Zero, Stake = new Dictionary<string, UAllo>(), Workers = [], FirstWindow = null },
                ],
            },
        });
        var stage = new QueryStage(net, wallets, heights, topics);
        await stage.PlayAsync();
        return stage;
    }

    /// <summary>The recorded text in our terms: addresses, topics, heights.</summary>
    public string Translate(string text)
    {
        foreach (var (address, wallet) in _wallets)
            text = text.Replace(address, wallet.Address, StringComparison.Ordinal);
        var identity = Net.Nodes[0].Node.Identity;
        return text.Replace(Operator, _operator, StringComparison.Ordinal)
            .Replace(Consensus, Values.ChainAddress.FromBytes(identity.ValidatorAddress, "allovalcons"), StringComparison.Ordinal)
            .Replace(Recorded, Values.ChainAddress.FromBytes(identity.ValidatorAddress), StringComparison.Ordinal)
            .Replace(RecordedHash, _hash, StringComparison.Ordinal);
    }

    /// <summary>Our answer to a recorded request: the reply, or the refusal's text.</summary>
    public (IMessage? Reply, string? Refusal) Ask(MethodDescriptor method, string request)
    {
        var input = new JsonParser(JsonParser.Settings.Default).Parse(Translate(request), method.InputType);
        var answer = Net.Nodes[0].Node.Query($"/{method.Service.FullName}/{method.Name}", input.ToByteArray(), null);
        return answer.IsOk ? (method.OutputType.Parser.ParseFrom(answer.Value), null) : (null, answer.Message);
    }

    /// <summary>Makes blocks up to a height of the recording.</summary>
    public async Task ReachAsync(long height)
    {
        while (Net.Height < height + _heights)
            await Net.StepAsync();
    }

    public async ValueTask DisposeAsync() => await Net.DisposeAsync();

    private async Task PlayAsync()
    {
        // The recorded administrator paid these six in one transaction.
        Send(Administrator, [.. Inferers.Append(Forecaster).Append(Both).Append(Reputer).Select(address => new Protos.Cosmos.Bank.V1Beta1.MsgSend
        {
            FromAddress = Address(Administrator),
            ToAddress = Address(address),
            Amount = { new Protos.Cosmos.Base.V1Beta1.Coin { Denom = "uallo", Amount = "5000000000000000000000" } },
        })]);
        await Net.StepAsync();
        foreach (var topic in (ulong[])[1, 3])
            Send(Inferers[0], new DelegateStakeRequest { Sender = Address(Inferers[0]), TopicId = topic + _topics, Reputer = Address(Reputer), Amount = "1000000" });
        Send(Delegator, new DelegateStakeRequest { Sender = Address(Delegator), TopicId = 1 + _topics, Reputer = Address(SecondReputer), Amount = "100000" });
        await Net.StepAsync();
        Send(SecondReputer, new RemoveStakeRequest { Sender = Address(SecondReputer), TopicId = 1 + _topics, Amount = "400000" });
        Send(Delegator, new RemoveDelegateStakeRequest { Sender = Address(Delegator), TopicId = 1 + _topics, Reputer = Address(SecondReputer), Amount = "500" });
        while (Net.Height < Height + _heights)
        {
            await Net.StepAsync();
            var failed = Net.Nodes[0].Node.GetBlock(Net.Height)!.Transactions.FirstOrDefault(static one => one.Result.Code != 0);
            Assert.True(failed is null, failed?.Result.Log);
            var height = Net.Height - _heights;
            // The recorded delegator put its rewards upon the reputer as well.
            if (height == 120)
            {
                foreach (var topic in (ulong[])[1, 3])
                    Send(Inferers[0], new DelegateStakeRequest { Sender = Address(Inferers[0]), TopicId = topic + _topics, Reputer = Address(Reputer), Amount = "1000000" });
            }

            Submit(1, height, 32, 20);
            Submit(2, height, 34, 30);
            Submit(3, height, 33, 20);
        }
    }

    /// <summary>What the loops of workers and reputers send when this height's windows open.</summary>
    private void Submit(ulong topic, long height, long first, long lag)
    {
        if (height >= first && (height - first) % 20 == 0)
        {
            foreach (var inferer in topic == 2 ? [Inferers[2]] : Inferers.Append(Both))
                Send(inferer, Payload(topic, height, inferer));
            if (topic != 2)
                Send(Forecaster, Payload(topic, height, Forecaster));
        }

        // Of topic 2 no query was recorded, but a block with the losses of its nonce 134.
        var nonce = height - lag - (topic == 2 ? 1 : 0);
        if (topic == 2 ? nonce == 134 : nonce >= first && (nonce - first) % 20 == 0)
            Send(Reputer, Losses(topic, nonce));
    }

    private InsertWorkerPayloadRequest Payload(ulong topic, long nonce, string sender)
    {
        var wallet = _wallets[sender];
        var (id, height) = (topic + _topics, nonce + _heights);
        var content = new InputInferenceForecastBundle();
        if (sender != Forecaster)
        {
            content.Inference = new InputInference { TopicId = id, BlockHeight = height, Inferer = wallet.Address, Value = "0" };
            var i = sender == Both ? 9 : Array.IndexOf(Inferers, sender);
            if (topic == 3)
            {
                content.Inference.Values.Add(Value("up", 0.25 + (i / 64.0)));
                content.Inference.Values.Add(Value("down", 0.5 - (i / 64.0)));
                content.Inference.Values.Add(Value("flat", 0.25));
            }
            else
            {
                content.Inference.Value = Text((((nonce % 7) - 3) / 1e5) + (i / 1e8));
            }
        }

        if (sender is Forecaster or Both && topic != 2)
        {
            content.Forecast = new InputForecast { TopicId = id, BlockHeight = height, Forecaster = wallet.Address };
            var k = 0;
            foreach (var inferer in Inferers.Append(Both).Select(Address).Order(StringComparer.Ordinal))
                content.Forecast.ForecastElements.Add(new InputForecastElement { Inferer = inferer, Value = Text(-2.5 - (k++ * 1e-7)) });
        }

        return Payloads.Sign(wallet, id, height, content);
    }

    /// <summary>A loss for each value of the network's inference.</summary>
    private InsertReputerPayloadRequest Losses(ulong topic, long nonce)
    {
        var wallet = _wallets[Reputer];
        var reply = Net.Nodes[0].Node.Query(
            "/emissions.v10.QueryService/GetNetworkInferencesAtBlock",
            new GetNetworkInferencesAtBlockRequest { TopicId = topic + _topics, BlockHeightLastInference = nonce + _heights }.ToByteArray(),
            null);
        var network = GetNetworkInferencesAtBlockResponse.Parser.ParseFrom(reply.Value).NetworkInferences;
        var bundle = new V9.InputValueBundle
        {
            TopicId = topic + _topics,
            ReputerRequestNonce = new V3.ReputerRequestNonce { ReputerNonce = new V3.Nonce { BlockHeight = nonce + _heights } },
            Reputer = wallet.Address,
            CombinedValue = Loss(network.CombinedValue),
            NaiveValue = Loss(network.NaiveValue),
        };
        bundle.InfererValues.AddRange(network.InfererValues.Select(static one => new V9.InputWorkerAttributedValue { Worker = one.Worker, Value = Loss(one.Values) }));
        bundle.ForecasterValues.AddRange(network.ForecasterValues.Select(static one => new V9.InputWorkerAttributedValue { Worker = one.Worker, Value = Loss(one.Values) }));
        bundle.OneOutInfererValues.AddRange(network.OneOutInfererValues.Select(one => new V9.InputWithheldWorkerAttributedValue { Worker = one.WithheldInferer, Value = Loss(one.CombinedInference) }));
        bundle.OneOutForecasterValues.AddRange(network.OneOutForecasterValues.Select(one => new V9.InputWithheldWorkerAttributedValue { Worker = one.WithheldForecaster, Value = Loss(one.CombinedInference) }));
        bundle.OneInForecasterValues.AddRange(network.OneInForecasterValues.Select(one => new V9.InputWorkerAttributedValue { Worker = one.Forecaster, Value = Loss(one.CombinedInference) }));
        bundle.OneOutInfererForecasterValues.AddRange(network.OneOutInfererForecasterValues.GroupBy(static one => one.Forecaster).Select(group =>
        {
            var without = new V9.InputOneOutInfererForecasterValues { Forecaster = group.Key };
            without.OneOutInfererValues.AddRange(group.Select(one => new V9.InputWithheldWorkerAttributedValue { Worker = one.WithheldInferer, Value = Loss(one.CombinedInference) }));
            return without;
        }));
        return new InsertReputerPayloadRequest
        {
            Sender = wallet.Address,
            ReputerValueBundle = new V9.InputReputerValueBundle { ValueBundle = bundle, Signature = ByteString.CopyFrom(wallet.Sign(bundle.ToByteArray())), Pubkey = wallet.PublicKeyHex },
        };
    }

    // The mean of squares, in digits; the truth is 1e-5, or "up".
    private static string Loss(IEnumerable<LabeledValue> values)
    {
        var squares = values.Select(static one => Math.Pow(double.Parse(one.Value, CultureInfo.InvariantCulture) - (one.LabelName switch { "y" => 1e-5, "up" => 1, _ => 0 }), 2));
        return Text(Math.Log10(Math.Max(squares.Average(), 1e-30)));
    }

    private static InputLabeledValue Value(string label, double value) => new() { Label = label, Value = Text(value) };

    private static string Text(double value) => ChainDecimal.Parse(value.ToString("R", CultureInfo.InvariantCulture)).ToString();

    private string Address(string recorded) => _wallets[recorded].Address;

    private void Send(string sender, params IMessage[] messages)
    {
        var wallet = _wallets[sender];
        if (!_accounts.TryGetValue(sender, out var account))
        {
            var reply = Net.Nodes[0].Node.Query(
                "/cosmos.auth.v1beta1.Query/AccountInfo", new Protos.Cosmos.Auth.V1Beta1.QueryAccountInfoRequest { Address = wallet.Address }.ToByteArray(), null);
            var info = Protos.Cosmos.Auth.V1Beta1.QueryAccountInfoResponse.Parser.ParseFrom(reply.Value).Info;
            account = (info.AccountNumber, info.Sequence);
        }

        var bytes = wallet.Transaction(new TxPlan(messages) { ChainId = Net.ChainId, AccountNumber = account.Number, Sequence = account.Sequence, GasLimit = 900_000, TimeoutHeight = (ulong)(Net.Height + 10), Fee = null });
        _accounts[sender] = (account.Number, account.Sequence + 1);
        if (sender == Inferers[1] && Net.Height == 32 + _heights)
            _hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes));
        var sent = Net.Nodes[0].Node.Broadcast(bytes, 0);
        Assert.Equal(("", 0u), (sent.Log, sent.Code));
    }
}
