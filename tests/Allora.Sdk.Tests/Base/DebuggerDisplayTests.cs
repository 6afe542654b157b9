using Allora.Sdk.Encodings;
using Allora.Sdk.Sending;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Base;

/// <summary>What a debugger shows of the ten types that a user meets first: enough to tell them apart, and no secret.</summary>
public class DebuggerDisplayTests
{
    private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private static readonly AlloraNetwork Hosted = AlloraNetwork.Local with
    {
        Endpoints =
        [
            new AlloraEndpoint(new Uri("https://user:SECRET@node.example:9090/v1/SECRET?key=SECRET")) { Headers = new Dictionary<string, string> { ["x-api-key"] = "SECRET" } },
            new AlloraEndpoint(new Uri("rest+https://other.example/SECRET")),
        ],
        Rest = new Uri("https://node.example/SECRET"),
    };

    [Fact]
    public void An_endpoint_and_a_network_show_hosts_alone()
    {
        Assert.Equal("https://node.example:9090", DebuggerTexts.Of(Hosted.Endpoints[0]));
        Assert.Equal("localnet (https://node.example:9090, rest+https://other.example)", DebuggerTexts.Of(Hosted));
        Assert.Equal(DebuggerTexts.Of(Hosted), Hosted.ToString());
    }

    [Fact]
    public async Task A_client_shows_its_network()
    {
        await using var client = new AlloraClient(Hosted);

        Assert.Equal(DebuggerTexts.Of(Hosted), DebuggerTexts.Of(client));
    }

    [Fact]
    public void A_wallet_shows_its_address_alone()
    {
        using var wallet = AlloraWallet.FromPrivateKeyHex(Key);

        Assert.Equal(wallet.Address, DebuggerTexts.Of(wallet));
    }

    [Fact]
    public async Task A_runner_shows_topic_wallet_and_state()
    {
        await using var client = new AlloraClient(AlloraNetwork.Local);
        using var wallet = AlloraWallet.FromPrivateKeyHex(Key);
        var runner = new WorkerRunner(client, wallet, new Nothing(), new WorkerOptions { TopicId = 67 });

        Assert.Equal($"topic 67, {wallet.Address}: {runner.Status.State}", DebuggerTexts.Of(runner));
    }

    [Fact]
    public async Task A_context_and_a_prediction_show_what_is_asked_and_answered()
    {
        await using var client = new AlloraClient(AlloraNetwork.Local);
        var context = new PredictionContext { TopicId = 67, Nonce = 20, WindowEnd = 36, Attempt = 1, BlockTime = default, Deadline = default, Client = client };

        Assert.Equal("topic 67, nonce 20, window to 36, attempt 1", DebuggerTexts.Of(context));
        Assert.Equal("0.5", DebuggerTexts.Of(Prediction.Value(0.5)));
        Assert.Equal("skip: no data", DebuggerTexts.Of(Prediction.Skip("no data")));
    }

    [Fact]
    public void Results_show_their_outcome()
    {
        Assert.Equal("topic 67, nonce 20: Missed", DebuggerTexts.Of(new SubmissionResult { TopicId = 67, Nonce = 20, Wallet = "allo1", Status = SubmissionStatus.Missed }));
        Assert.Equal("Included: AB12", DebuggerTexts.Of(new TransactionResult { Status = TransactionStatus.Included, Hash = "AB12" }));
        Assert.Equal("Rejected: too dear", DebuggerTexts.Of(new TransactionResult { Status = TransactionStatus.Rejected, Message = "too dear" }));
    }

    [Fact]
    public void A_topic_shows_its_number_and_subject()
    {
        var topic = new TopicInfo
        {
            Id = 67,
            Creator = "allo1",
            Metadata = "BTC/USD",
            LossMethod = "mse",
            EpochLength = 1,
            GroundTruthLag = 1,
            WorkerSubmissionWindow = 1,
            EpochLastEnded = 0,
            AllowNegative = true,
            IsMulti = false,
            RequireUnity = false,
            UnityTolerance = ChainDecimal.Zero,
            MaxLabels = 0,
            LabelWhitelist = [],
            LabelCaseSensitive = false,
            Schema = "v10",
        };

        Assert.Equal("67: BTC/USD", DebuggerTexts.Of(topic));
    }

    private sealed class Nothing : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => ValueTask.FromResult(Prediction.Skip("nothing"));
    }
}
