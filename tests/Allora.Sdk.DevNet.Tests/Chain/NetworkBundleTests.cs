using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Tests.Support;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;
using V3 = Allora.Sdk.Protos.Emissions.V3;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Tests.Chain;

/// <summary>The network's inference with forecasters: the whole bundle that a reputer needs, in both schemas, and what the losses become.</summary>
public sealed class NetworkBundleTests
{
    private const ulong TopicId = 9;
    private static readonly TestWallet[] Inferers = [.. new[] { 1, 2, 3 }.Select(TestWallet.Default).OrderBy(static wallet => wallet.Address, StringComparer.Ordinal)];
    private static readonly TestWallet Forecaster = TestWallet.Default(4);
    private static readonly TestWallet Reputer = TestWallet.Default(0);

    [Fact]
    public async Task V10_has_every_value_that_a_reputer_scores()
    {
        await using var devnet = await StartAsync(DevNetSchema.V10);
        using var client = new TestClient(devnet.Grpc);
        await SubmitAsync(devnet, client, "1", "2", "6");
        var query = new QueryService.QueryServiceClient(client.Invoker);
        var bundle = query.GetNetworkInferencesAtBlock(new GetNetworkInferencesAtBlockRequest { TopicId = TopicId, BlockHeightLastInference = 2 }).NetworkInferences;
        Assert.Equal(bundle, query.GetLatestNetworkInferences(new GetLatestNetworkInferencesRequest { TopicId = TopicId }).NetworkInferences);

        // The topic's first inference: all inferers are new, and forecasts count only after a network loss.
        Assert.Equal("3.000000000000000000000000000000000", One(bundle.CombinedValue));
        Assert.Equal("3.000000000000000000000000000000000", One(bundle.NaiveValue));
        Assert.Equal(Inferers.Select(static wallet => wallet.Address), bundle.InfererValues.Select(static own => own.Worker));
        Assert.Equal(
            ["4.000000000000000000000000000000000", "3.500000000000000000000000000000000", "1.500000000000000000000000000000000"],
            bundle.OneOutInfererValues.Select(static without => One(without.CombinedInference)));
        Assert.Empty(bundle.ForecasterValues);

        // After losses the forecast implies an inference, which takes part.
        await LoseAsync(devnet, client);
        await SubmitAsync(devnet, client, "1", "2", "6");
        bundle = query.GetLatestNetworkInferences(new GetLatestNetworkInferencesRequest { TopicId = TopicId }).NetworkInferences;
        Assert.Equal(Forecaster.Address, Assert.Single(bundle.ForecasterValues).Worker);
        Assert.Empty(bundle.OneOutForecasterValues);
        Assert.Equal(3, bundle.OneOutInfererForecasterValues.Count);
        Assert.NotEqual(One(bundle.NaiveValue), One(bundle.CombinedValue));
        var emitted = devnet.Nodes[0].Node.GetBlock(devnet.Height)!.BlockEvents.First(static emitted => emitted.Type.EndsWith(".EventNetworkInferenceBundle", StringComparison.Ordinal));
        Assert.Equal($"[\"{Forecaster.Address}\"]", emitted.Attributes.Single(static pair => pair.Key == "forecaster_addresses").Value);
        Assert.StartsWith("[[[\"", emitted.Attributes.Single(static pair => pair.Key == "one_out_inferer_forecaster_values").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task V9_has_the_same_as_plain_numbers()
    {
        await using var devnet = await StartAsync(DevNetSchema.V9);
        using var client = new TestClient(devnet.Grpc);
        await SubmitAsync(devnet, client, "1", "2", "6");
        var bundle = new V9.QueryService.QueryServiceClient(client.Invoker)
            .GetNetworkInferencesAtBlock(new V9.GetNetworkInferencesAtBlockRequest { TopicId = TopicId, BlockHeightLastInference = 2 }).NetworkInferences;
        Assert.Equal("3.000000000000000000000000000000000", bundle.CombinedValue);
        Assert.Equal(3, bundle.OneOutInfererValues.Count);
        await LoseAsync(devnet, client);
        await SubmitAsync(devnet, client, "1", "2", "6");
        bundle = new V9.QueryService.QueryServiceClient(client.Invoker).GetLatestNetworkInferences(new V9.GetLatestNetworkInferencesRequest { TopicId = TopicId }).NetworkInferences;
        Assert.Equal(Forecaster.Address, Assert.Single(bundle.ForecasterValues).Worker);
        Assert.Equal(3, Assert.Single(bundle.OneOutInfererForecasterValues).OneOutInfererValues.Count);
        // Without one of its two inferers, the forecast implies the other's inference, to the last digits.
        Assert.Equal("1.999999999999999999999999999999999", Assert.Single(bundle.OneOutInfererForecasterValues).OneOutInfererValues[0].Value);
        Assert.Contains(devnet.Nodes[0].Node.GetBlock(devnet.Height)!.BlockEvents, static emitted => emitted.Type == "emissions.v9.EventNetworkInferences"
            && emitted.Attributes.Any(static pair => pair.Value.Contains("\"one_out_inferer_forecaster_values\":[[", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(DevNetSchema.V9)]
    [InlineData(DevNetSchema.V10)]
    public async Task Losses_of_every_part_become_scores_and_rewards_of_forecasters_too(DevNetSchema schema)
    {
        await using var devnet = await StartAsync(schema);
        using var client = new TestClient(devnet.Grpc);
        await SubmitAsync(devnet, client, "1", "2", "6");
        await devnet.StepAsync((int)(6 - devnet.Height));
        var sent = await client.IncludeAsync(devnet, Reputer, new TxPlan(Versioned(schema, Losses(2))));
        Assert.Equal(("", 0u), (sent.RawLog, sent.Code));
        var before = devnet.Balance(Forecaster.Address);
        await devnet.StepAsync(6);
        var version = schema == DevNetSchema.V9 ? "emissions.v9." : "emissions.v10.";
        var events = Enumerable.Range(8, (int)devnet.Height - 7).SelectMany(height => devnet.Nodes[0].Node.GetBlock(height)!.BlockEvents).ToList();
        var loss = Assert.Single(events, emitted => emitted.Type == version + "EventNetworkLossSet").Attributes.Single(static pair => pair.Key == "bundle").Value;
        Assert.Contains($"\"forecaster_addresses\":[\"{Forecaster.Address}\"]", loss, StringComparison.Ordinal);
        Assert.Contains("\"one_out_inferer_forecaster_values\":[[", loss, StringComparison.Ordinal);
        Assert.Contains(events, emitted => emitted.Type == version + "EventForecasterNetworkRegretSet");
        Assert.Equal(3, events.Count(emitted => emitted.Type == version + "EventRewardsSettled"));
        Assert.True(devnet.Balance(Forecaster.Address) > before);
    }

    [Fact]
    public async Task Above_the_cap_a_submission_is_passive()
    {
        await using var devnet = await StartAsync(DevNetSchema.V10, ("max_top_inferers_to_reward", "2"));
        using var client = new TestClient(devnet.Grpc);
        await SubmitAsync(devnet, client, "1", "2", "6");
        var active = devnet.Nodes[0].Node.GetBlock(4)!.BlockEvents.Single(static emitted => emitted.Type.EndsWith(".EventActiveInferersSet", StringComparison.Ordinal));
        Assert.Equal(
            $"[{string.Join(',', Inferers[..2].Select(static wallet => $"\"{wallet.Address}\""))}]",
            active.Attributes.Single(static pair => pair.Key == "addresses").Value);
        var query = new QueryService.QueryServiceClient(client.Invoker);
        Assert.Equal(2, query.GetInferencesAtBlock(new GetInferencesAtBlockRequest { TopicId = TopicId, BlockHeight = 2 }).Inferences.Inferences_.Count);
        // All three were paid for; the third of equal scores came last and is not held.
        Assert.Equal(2, devnet.Submissions(TopicId, 2).Count);
    }

    [Theory]
    [InlineData(DevNetSchema.V9, 3)]
    [InlineData(DevNetSchema.V10, 2)]
    public async Task A_payload_that_is_not_used_has_an_event_on_v9_alone(DevNetSchema schema, int shown)
    {
        await using var devnet = await StartAsync(schema, ("max_top_inferers_to_reward", "2"));
        using var client = new TestClient(devnet.Grpc);
        await SubmitAsync(devnet, client, "1", "2", "6");
        Assert.Equal(shown, devnet.Nodes[0].Node.GetBlock(3)!.Transactions.SelectMany(static one => one.Result.Events)
            .Count(static one => one.Type.EndsWith(".EventInsertInfererPayload", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(DevNetSchema.V9, "EventNetworkInferences", "0.00000000000000000000000000000000000000003333333333333333333333333333333333")]
    [InlineData(DevNetSchema.V10, "EventNetworkInferenceBundle", "0.0000000000000000000000000000000000000001")]
    public async Task Numbers_in_events_have_bounds_on_v10_alone(DevNetSchema schema, string name, string mean)
    {
        await using var devnet = await StartAsync(schema);
        using var client = new TestClient(devnet.Grpc);
        await SubmitAsync(devnet, client, "1E-40", "0", "0");
        var emitted = devnet.Nodes[0].Node.GetBlock(4)!.BlockEvents.First(one => one.Type.EndsWith("." + name, StringComparison.Ordinal));
        Assert.Contains(emitted.Attributes, pair => pair.Value.Contains($"\"{mean}\"", StringComparison.Ordinal));
    }

    private static async Task<AlloraDevNet> StartAsync(DevNetSchema schema, params (string Name, string Value)[] parameters) => await AlloraDevNet.StartAsync(new DevNetOptions
    {
        StepByHand = true,
        Genesis = DevNetGenesis.Default with
        {
            Schema = schema,
            Parameters = parameters.ToDictionary(static pair => pair.Name, static pair => pair.Value),
            Topics = [new GenesisTopic { Id = TopicId, EpochLength = 4, WorkerSubmissionWindow = 2, GroundTruthLag = 4, Workers = [.. Inferers.Append(Forecaster).Select(static wallet => wallet.Address)] }],
        },
    });

    /// <summary>The window that opens with the next block: three inferences and a forecast of the first two.</summary>
    private static async Task SubmitAsync(AlloraDevNet devnet, TestClient client, params string[] values)
    {
        await devnet.StepAsync();
        var nonce = devnet.Height;
        foreach (var (wallet, value) in Inferers.Zip(values))
            Assert.Equal(0u, (await client.SendAsync(wallet, new TxPlan(Versioned(devnet.Schema, Payloads.Scalar(wallet, TopicId, nonce, value))))).Code);
        var forecast = new InputForecast { TopicId = TopicId, BlockHeight = nonce, Forecaster = Forecaster.Address };
        forecast.ForecastElements.AddRange([new InputForecastElement { Inferer = Inferers[0].Address, Value = "0" }, new InputForecastElement { Inferer = Inferers[1].Address, Value = "1" }]);
        var payload = Payloads.Sign(Forecaster, TopicId, nonce, new InputInferenceForecastBundle { Forecast = forecast });
        var included = await client.IncludeAsync(devnet, Forecaster, new TxPlan(Versioned(devnet.Schema, payload)));
        Assert.Equal(("", 0u), (included.RawLog, included.Code));
        await devnet.StepAsync();
    }

    /// <summary>Losses for nonce 2, settled at its close; the next window is then open.</summary>
    private static async Task LoseAsync(AlloraDevNet devnet, TestClient client)
    {
        await devnet.StepAsync((int)(6 - devnet.Height));
        var sent = await client.IncludeAsync(devnet, Reputer, new TxPlan(Versioned(devnet.Schema, Losses(2))));
        Assert.Equal(("", 0u), (sent.RawLog, sent.Code));
        await devnet.StepAsync((int)(9 - devnet.Height));
    }

    private static InsertReputerPayloadRequest Losses(long nonce)
    {
        var bundle = new V9.InputValueBundle
        {
            TopicId = TopicId,
            ReputerRequestNonce = new V3.ReputerRequestNonce { ReputerNonce = new V3.Nonce { BlockHeight = nonce } },
            Reputer = Reputer.Address,
            CombinedValue = "-1",
            NaiveValue = "-0.9",
        };
        bundle.InfererValues.AddRange(Inferers.Select(static (wallet, index) => new V9.InputWorkerAttributedValue { Worker = wallet.Address, Value = $"-0.{index + 1}" }));
        bundle.ForecasterValues.Add(new V9.InputWorkerAttributedValue { Worker = Forecaster.Address, Value = "-0.5" });
        bundle.OneOutInfererValues.AddRange(Inferers.Select(static wallet => new V9.InputWithheldWorkerAttributedValue { Worker = wallet.Address, Value = "-0.7" }));
        bundle.OneOutForecasterValues.Add(new V9.InputWithheldWorkerAttributedValue { Worker = Forecaster.Address, Value = "-0.9" });
        bundle.OneInForecasterValues.Add(new V9.InputWorkerAttributedValue { Worker = Forecaster.Address, Value = "-1" });
        var both = new V9.InputOneOutInfererForecasterValues { Forecaster = Forecaster.Address };
        both.OneOutInfererValues.AddRange(Inferers.Select(static wallet => new V9.InputWithheldWorkerAttributedValue { Worker = wallet.Address, Value = "-0.8" }));
        bundle.OneOutInfererForecasterValues.Add(both);
        return new InsertReputerPayloadRequest
        {
            Sender = Reputer.Address,
            ReputerValueBundle = new V9.InputReputerValueBundle
            {
                ValueBundle = bundle,
                Signature = ByteString.CopyFrom(Reputer.Sign(bundle.ToByteArray())),
                Pubkey = Reputer.PublicKeyHex,
            },
        };
    }

    /// <summary>Both schemas have the same bytes under other names.</summary>
    private static IMessage Versioned(DevNetSchema schema, IMessage message) => schema == DevNetSchema.V10
        ? message
        : new Google.Protobuf.WellKnownTypes.Any { TypeUrl = "/" + message.Descriptor.FullName.Replace(".v10.", ".v9.", StringComparison.Ordinal), Value = message.ToByteString() };

    private static string One(IEnumerable<LabeledValue> values) => Assert.Single(values).Value;
}
