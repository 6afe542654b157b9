using Allora.Sdk.DevNet.Tests.Rpc;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.TestData;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>Every gRPC capture in its situation, on two casts: as captured, and with other keys, heights, topics and amounts. Values are compared on both.</summary>
public sealed class GrpcConformanceTests(ITestOutputHelper output)
{
    public static TheoryData<string, long, ulong> Casts => new() { { "as captured", 0, 0 }, { "another genesis", 5000, 40 } };

    [Fact]
    public void What_is_not_compared_is_a_short_list()
    {
        string[] all = [.. ReplyValues.Exceptions, .. ReplyValues.OfEarlierHistory];
        output.WriteLine($"not compared in the captures ({all.Length} fields): {string.Join(", ", all)}");
        Assert.InRange(all.Length, 1, 25);
    }

    [Theory]
    [MemberData(nameof(Casts))]
    public Task Accounts_transactions_and_blocks(string name, long heights, ulong topics) => PlayAsync("cosmos-grpc.json", name, heights, topics, async (stage, cast) =>
    {
        await stage.StepToAsync(cast.Height(57));
        await stage.BroadcastAsync(cast, 2, 0, new RegisterRequest { Sender = cast.Wallets[2].Address, TopicId = cast.Topic(3), Owner = cast.Wallets[2].Address });
        await stage.DevNet.StepAsync();
    }, [26, 16, 0]);

    [Theory]
    [MemberData(nameof(Casts))]
    public Task One_epoch_of_a_worker(string name, long heights, ulong topics) => PlayAsync("emissions-grpc.json", name, heights, topics, async (stage, cast) =>
    {
        await stage.BroadcastAsync(cast, 2, 0, new RegisterRequest { Sender = cast.Wallets[2].Address, TopicId = cast.Topic(3), Owner = cast.Wallets[2].Address });
        await stage.StepToAsync(cast.Height(91));
    }, [31, 16, 0], new Dictionary<string, long> { ["payload-simulate-window-closed"] = 102 });

    [Theory]
    [MemberData(nameof(Casts))]
    public Task Gas_price_and_labels(string name, long heights, ulong topics) =>
        PlayAsync("feemarket-and-labels.json", name, heights, topics, static (stage, cast) => stage.StepToAsync(cast.Height(138)), [37, 16, 1]);

    [Theory]
    [MemberData(nameof(Casts))]
    public Task One_epoch_of_a_reputer(string name, long heights, ulong topics) => PlayAsync("reputer-grpc.json", name, heights, topics, async (stage, cast) =>
    {
        await stage.StepToAsync(cast.Height(271));
        var wallet = cast.Wallets[0];
        await stage.BroadcastAsync(cast, 0, 53, Payloads.Scalar(wallet, cast.Topic(2), cast.Height(271), "0.02"));
        await stage.DevNet.StepAsync();
    }, [53, 16, 1], new Dictionary<string, long> { ["reputer-simulate-closed"] = 312 });

    [Theory]
    [MemberData(nameof(Casts))]
    public Task Pending_transactions_and_fee_grants(string name, long heights, ulong topics) =>
        PlayAsync("pending-and-grants.json", name, heights, topics, static (stage, cast) => stage.StepToAsync(cast.Height(349)), [54, 16, 1]);

    [Theory]
    [MemberData(nameof(Casts))]
    public async Task What_is_refused_in_a_block(string name, long heights, ulong topics)
    {
        var cases = CaptureCase.Load("refused-in-block.json");
        var captured = cases.Select(static one => GetTxResponse.Parser.ParseFrom(one.Response)).ToList();
        var cast = new Cast(name, heights, topics);
        var sequences = Enumerable.Range(0, 3).Select(actor => captured.Select(static reply => reply.Tx.AuthInfo.SignerInfos[0])
            .Where(info => cast.IndexOf(Protos.Cosmos.Crypto.Secp256K1.PubKey.Parser.ParseFrom(info.PublicKey.Value).Key.Span) == actor)
            .Select(static info => info.Sequence).DefaultIfEmpty(1UL).Min()).ToArray();
        await using var stage = await Stage.StartAsync(cast, sequences);
        await RefusedSituation.PrepareAsync(stage, cast, captured, sequences);
        var replay = new Replay(stage, cast);
        await replay.RunAsync(cases);
        replay.Report(output, "refused-in-block.json", name, cases.Count);
    }

    [Theory]
    [MemberData(nameof(Casts))]
    public async Task What_waits_is_listed_over_rpc(string name, long heights, ulong topics)
    {
        var captured = Data.Capture("pending-and-grants.json").EnumerateArray().Single(static one => one.GetProperty("transport").GetString() != "grpc");
        var cast = new Cast(name, heights, topics);
        await using var stage = await Stage.StartAsync(cast, 54, 16, 1);
        await stage.BroadcastAsync(cast, 0, 54, Stage.SelfSend(cast.Wallets[0]));
        using var http = new HttpClient();
        using var reply = await http.PostAsync(stage.DevNet.Rpc, new StringContent(captured.GetProperty("request_body").GetString()!));
        Assert.Equal(captured.GetProperty("status").GetInt32(), (int)reply.StatusCode);
        Assert.Empty(JsonShape.Differences(captured.GetProperty("body").GetString()!, await reply.Content.ReadAsStringAsync()));
        output.WriteLine($"captures pending-and-grants.json over RPC, {name}: 1 of 1 conform");
    }

    private async Task PlayAsync(
        string file, string name, long heights, ulong topics, Func<Stage, Cast, Task> prepare, ulong[] sequences, IReadOnlyDictionary<string, long>? asked = null)
    {
        var cast = new Cast(name, heights, topics);
        await using var stage = await Stage.StartAsync(cast, sequences);
        await prepare(stage, cast);
        var cases = CaptureCase.Load(file);
        var replay = new Replay(stage, cast);
        await replay.RunAsync(cases, asked);
        replay.Report(output, file, name, cases.Count);
    }
}
