using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Tests.Live;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Conformance;

/// <summary>The captured calls of REST and CometBFT RPC in the situation of the captures, on two casts, by value.</summary>
public sealed class HttpConformanceTests(ITestOutputHelper output)
{
    private const string File = "rest-and-rpc.json";

    // The sender had paid so much more than in the first captures when these were made.
    private const long Apart = -10_800_007;

    public static TheoryData<string, long, ulong> Casts => GrpcConformanceTests.Casts;

    [Theory]
    [MemberData(nameof(Casts))]
    public async Task Every_call_is_answered_as_captured(string name, long heights, ulong topics)
    {
        var cases = CapturedCase.All;
        var later = cases.ToList().FindIndex(static one => one.Name == "rest-gas-price");
        var cast = new Cast(name, heights, topics);
        var values = new ReplyValues(cast);
        List<string> failures = [];
        await using (var stage = await Stage.StartAsync(cast, [26, 16, 0], Apart))
        {
            await PrepareAsync(stage, cast, cases.Single(static one => one.Name == "rpc-tx"));
            await PlayAsync(stage, cast, cases.Take(later), values, failures);
        }

        await using (var stage = await Stage.StartAsync(cast, 54, 16, 1))
        {
            await stage.StepToAsync(cast.Height(271));
            await stage.BroadcastAsync(cast, 0, 54, Payload(cast, 271, "0.02"));
            await stage.StepToAsync(cast.Height(339));
            await PlayAsync(stage, cast, cases.Skip(later), values, failures);
        }

        output.WriteLine($"captures {File} over REST and RPC, {name}: {cases.Count - failures.Count} of {cases.Count} conform{values}");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    /// <summary>A transfer in block 59, an inference for window 91 in block 92, and the sequence 35 at height 137.</summary>
    private static async Task PrepareAsync(Stage stage, Cast cast, CapturedCase transfer)
    {
        await stage.StepToAsync(cast.Height(58));
        var translator = new Translator(cast);
        var captured = Convert.FromBase64String((string)JsonNode.Parse(transfer.Body)!["result"]!["tx"]!);
        await stage.Client.Tx.BroadcastTxAsync(new Protos.Cosmos.Tx.V1Beta1.BroadcastTxRequest
        {
            TxBytes = ByteString.CopyFrom(translator.Transaction(captured)),
            Mode = Protos.Cosmos.Tx.V1Beta1.BroadcastMode.Sync,
        });
        await SendAsync(27, 28, 29, 30);
        await stage.StepToAsync(cast.Height(91));
        await stage.BroadcastAsync(cast, 0, new TxPlan(Payload(cast, 91, "0.0123")) { Sequence = 31, GasLimit = 900_000 });
        await SendAsync(32, 33, 34);
        await stage.StepToAsync(cast.Height(137));

        async Task SendAsync(params ulong[] sequences)
        {
            await stage.DevNet.StepAsync();
            foreach (var sequence in sequences)
                await stage.BroadcastAsync(cast, 0, sequence, Stage.SelfSend(cast.Wallets[0]));
        }
    }

    private static InsertWorkerPayloadRequest Payload(Cast cast, long nonce, string value)
    {
        var inference = new InputInference { TopicId = cast.Topic(2), BlockHeight = cast.Height(nonce), Inferer = cast.Wallets[0].Address, Value = "0" };
        inference.Values.Add(new InputLabeledValue { Label = "y", Value = value });
        return Payloads.Sign(cast.Wallets[0], cast.Topic(2), cast.Height(nonce), new InputInferenceForecastBundle { Inference = inference });
    }

    private static async Task PlayAsync(Stage stage, Cast cast, IEnumerable<CapturedCase> cases, ReplyValues values, List<string> failures)
    {
        using var http = new HttpClient();
        cast.RenameProposers(stage.DevNet);
        var translator = new HttpTranslator(cast);
        foreach (var captured in cases)
        {
            using var request = translator.Request(captured, stage.DevNet);
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            List<string> differences = (int)response.StatusCode == captured.Status ? [] : [$"status {(int)response.StatusCode}, captured {captured.Status}"];
            if (!ReplyValues.OfEarlierHistory.Contains(captured.Name))
                differences.AddRange(values.Differences(captured.Name, HttpTranslator.Flat(captured.Body), HttpTranslator.Flat(body)));
            if (differences.Count > 0)
                failures.Add($"{captured.Name}: {string.Join("; ", differences)}");
            // A transaction was taken: the following calls are of the next block.
            if (captured.Name == "rest-broadcast-ok")
                await stage.DevNet.StepAsync();
        }
    }
}
