using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>A DevNet stepped by hand, with clients of its RPC and REST faces. The same situations on any genesis.</summary>
internal sealed class LiveNet : IAsyncDisposable
{
    public const string Own = "own";
    public const string Other = "other";

    private const string OtherMnemonic = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    private readonly HttpClient _http = new();
    private readonly Dictionary<string, ulong> _sequences = [];
    private readonly Dictionary<string, ulong> _numbers = [];

    private LiveNet(AlloraDevNet net, DevNetOptions options)
    {
        Net = net;
        Options = options;
        Worker = new TestSigner(net.Accounts[0]);
        Sender = new TestSigner(net.Accounts[1]);
    }

    public AlloraDevNet Net { get; }

    public DevNetOptions Options { get; }

    /// <summary>Registered for the SINGLE topic.</summary>
    public TestSigner Worker { get; }

    public TestSigner Sender { get; }

    public ulong SingleTopic => Options.Genesis.Topics![0].Id;

    private long Price => long.Parse(Options.Genesis.GasPrice.ToString(), CultureInfo.InvariantCulture);

    public static async Task<LiveNet> StartAsync(string genesis, Func<DevNetOptions, DevNetOptions>? change = null)
    {
        var isOwn = genesis == Own;
        var mnemonic = isOwn ? DevNetGenesis.TestMnemonic : OtherMnemonic;
        List<GenesisAccount> accounts = [.. Enumerable.Range(0, 4).Select(i => new GenesisAccount { Mnemonic = mnemonic, Index = i + (isOwn ? 0 : 7) })];
        var worker = TestKeys.Address(mnemonic, accounts[0].Index);
        var options = new DevNetOptions
        {
            StepByHand = true,
            Genesis = DevNetGenesis.Default with
            {
                ChainId = isOwn ? "localnet" : "othernet-7",
                InitialHeight = isOwn ? 1 : 500,
                Seed = isOwn ? 1 : 99,
                GasPrice = GasPrice.Parse(isOwn ? "10" : "25"),
                Accounts = accounts,
                Topics =
                [
                    new GenesisTopic { Id = isOwn ? 2ul : 41, EpochLength = 20, GroundTruthLag = 20, Workers = [worker] },
                    new GenesisTopic { Id = isOwn ? 1ul : 7, Multi = true, EpochLength = 20, GroundTruthLag = 20, Labels = ["up", "down", "flat"], RequireUnity = true, UnityTolerance = "0.001" },
                ],
            },
        };
        options = change?.Invoke(options) ?? options;
        var live = new LiveNet(await AlloraDevNet.StartAsync(options, TestContext.Current.CancellationToken), options);
        foreach (var account in live.Net.Accounts)
        {
            var (_, body, _) = await live.RestAsync("GET", $"/cosmos/auth/v1beta1/account_info/{account.Address}");
            using var info = JsonDocument.Parse(body);
            live._numbers[account.Address] = ulong.Parse(info.RootElement.GetProperty("info").GetProperty("account_number").GetString()!, CultureInfo.InvariantCulture);
        }

        return live;
    }

    public Task<long> StepAsync(int blocks = 1) => Net.StepAsync(blocks, TestContext.Current.CancellationToken);

    /// <summary>A transfer, signed for the next sequence unless told otherwise; nothing is counted until it is sent.</summary>
    public byte[] Send(TestSigner from, string amount = "1", ulong gas = 160_000, int ahead = 0)
    {
        var message = new MsgSend { FromAddress = from.Address, ToAddress = Net.Accounts[3].Address };
        message.Amount.Add(new Protos.Cosmos.Base.V1Beta1.Coin { Denom = "uallo", Amount = amount });
        return Signed(from, gas, ahead, message);
    }

    public byte[] Signed(TestSigner from, ulong gas, int ahead, params IMessage[] messages) => from.Transaction(
        Options.Genesis.ChainId, _numbers[from.Address], Sequence(from) + (ulong)ahead, gas, ((long)gas * Price).ToString(CultureInfo.InvariantCulture), messages);

    /// <summary>A payload for the SINGLE topic's nonce.</summary>
    public InsertWorkerPayloadRequest Payload(long nonce, string value = "0.0123")
    {
        var inference = new InputInference { TopicId = SingleTopic, BlockHeight = nonce, Inferer = Worker.Address, Value = value };
        var bundle = new InputInferenceForecastBundle { Inference = inference };
        return new InsertWorkerPayloadRequest
        {
            Sender = Worker.Address,
            WorkerDataBundle = new InputWorkerDataBundle
            {
                Worker = Worker.Address,
                Nonce = new Protos.Emissions.V3.Nonce { BlockHeight = nonce },
                TopicId = SingleTopic,
                InferenceForecastsBundle = bundle,
                InferencesForecastsBundleSignature = ByteString.CopyFrom(Worker.Sign(bundle.ToByteArray())),
                Pubkey = Convert.ToHexStringLower(Worker.PublicKey),
            },
        };
    }

    /// <summary>Broadcasts and counts the sequence; gives the hash.</summary>
    public async Task<string> BroadcastAsync(TestSigner from, byte[] transaction)
    {
        var answer = await CallAsync("broadcast_tx_sync", $"{{\"tx\":\"{Convert.ToBase64String(transaction)}\"}}");
        Assert.True(answer.TryGetProperty("result", out var result) && result.GetProperty("code").GetInt32() == 0, answer.GetRawText());
        Sent(from);
        return Convert.ToHexString(SHA256.HashData(transaction));
    }

    public void Sent(TestSigner from) => _sequences[from.Address] = Sequence(from) + 1;

    /// <summary>Steps until the SINGLE topic's window has just opened; gives the nonce.</summary>
    public async Task<long> OpenWindowAsync()
    {
        for (var i = 0; i < 100; i++)
        {
            var height = await StepAsync();
            var (_, body, _) = await RestAsync("GET", $"/emissions/v10/worker_submission_window_status/{SingleTopic}");
            using var status = JsonDocument.Parse(body);
            if (status.RootElement.GetProperty("current_nonce_block_height").GetString() == height.ToString(CultureInfo.InvariantCulture))
                return height;
        }

        throw new InvalidOperationException("no window opened in 100 blocks");
    }

    public async Task<JsonElement> CallAsync(string method, string parameters)
    {
        var (_, body) = await PostAsync($"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{method}\",\"params\":{parameters}}}");
        using var document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    public async Task<(int Status, string Body)> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await _http.PostAsync(Net.Rpc, content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(Net.Rpc, path), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<(int Status, string Body, HttpResponseHeaders Headers)> RestAsync(string verb, string path, string? body = null, long? height = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(Net.Rest, path));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (height is { } asked)
            request.Headers.Add("x-cosmos-block-height", asked.ToString(CultureInfo.InvariantCulture));
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }

    public Task<LiveSocket> ConnectAsync() => LiveSocket.ConnectAsync(Net.Rpc);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Net.DisposeAsync();
    }

    public ulong Sequence(TestSigner signer) => _sequences.GetValueOrDefault(signer.Address);
}
