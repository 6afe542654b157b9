using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Sdk;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Tests.Api;
using Google.Protobuf;

namespace Allora.Cli.Tests;

/// <summary>Every role of the offchain node's file, and the same in a file of ours, on a chain with epochs of twelve blocks.</summary>
public sealed class OffchainRolesTests
{
    private const string Truth = "0.25";

    [Fact]
    public async Task Inferences_forecasts_and_losses_of_the_offchain_nodes_file_are_on_chain()
    {
        await using var home = await ChainAsync();
        var bank = await home.ImportBankAsync();
        await using var models = await ModelsAsync(bank);
        await WriteAsync(home["config.json"], $$"""
            {
              "wallet": { "submitTx": true, "chainId": "localnet", "nodeRPCs": ["{{home.Chain.Rpc}}"], "nodeGRPCs": ["{{home.Chain.Grpc.Authority}}"], "grpcInsecure": true,
                          "alloraHomeDir": "{{home["offchain"]}}", "timeoutHTTPConnection": 10, "maxRetries": 5, "gasAdjustment": 1.2 },
              "worker": [ { "topicId": 67, "inferenceEntrypointName": "apiAdapter", "forecastEntrypointName": "apiAdapter", "loopSeconds": 5,
                            "parameters": { "InferenceEndpoint": "{{models.Address}}number/{TopicId}/{Token}", "ForecastEndpoint": "{{models.Address}}forecast/{BlockHeight}", "Token": "BTC" } } ],
              "reputer": [ { "topicId": 67, "groundTruthEntrypointName": "apiAdapter", "lossFunctionEntrypointName": "apiAdapter", "minStake": 1000000,
                             "groundTruthParameters": { "GroundTruthEndpoint": "{{models.Address}}truth/{Token}/{BlockHeight}", "Token": "ETH" },
                             "lossFunctionParameters": { "LossFunctionService": "{{models.Address}}", "LossMethodOptions": { "loss_method": "sqe", "delta": 2 } } } ]
            }
            """);

        var (results, error) = await RunAsync(home, "config.json");

        Assert.Contains("has no meaning here: worker[0].loopSeconds", error, StringComparison.Ordinal);
        Assert.Contains("has no meaning here: wallet.maxRetries", error, StringComparison.Ordinal);
        Judge(results, "inferer and forecaster", "reputer");
        Assert.Contains(models.Received, static request => request.Target == "/number/67/BTC");
        Assert.Contains(models.Received, static request => request.Target.StartsWith("/truth/ETH/", StringComparison.Ordinal));
        var asked = models.Received.Where(static request => request.Target == "/calculate").Select(static request => JsonNode.Parse(request.Body)!).ToList();
        Assert.Contains(asked, static body => (string?)body["y_true"] == Truth && (string?)body["y_pred"] == "-0.012300" && (string?)body["options"]!["delta"] == "2");
        JudgeChain(home, bank, isForecastAlone: false);
    }

    [Fact]
    public async Task A_file_of_ours_names_a_loss_and_may_forecast_alone()
    {
        await using var home = await ChainAsync();
        var bank = await home.ImportBankAsync();
        await using var models = await ModelsAsync(bank);
        await WriteAsync(home["infer.yaml"], File("workers:\n  - { topic: 67, endpoint: '" + models.Address + "number', poll_seconds: 1 }"));
        // The wallet's forecasts are about an inferer, which is another process's work.
        await using var inferer = CliProcess.Start(home.Environment(), "worker", "run", "--config", home["infer.yaml"], "--from", home["other.key"]);
        await WriteAsync(home["workers.yaml"], File($$"""
            workers:
              - { topic: 67, forecast_endpoint: '{{models.Address}}forecast', poll_seconds: 1 }
            reputers:
              - { topic: 67, truth_endpoint: '{{models.Address}}truth', loss: sqe, minimum_stake: 1allo, poll_seconds: 1 }
            """));

        var (results, _) = await RunAsync(home, "workers.yaml");

        Judge(results, "forecaster", "reputer");
        JudgeChain(home, bank, isForecastAlone: true);

        string File(string entries) => $"network: local\ngrpc: ['{home.Chain.Grpc}']\nrpc: ['{home.Chain.Rpc}']\nstate: {home["state"]}\n{entries}";
    }

    private static async Task<CliHome> ChainAsync()
    {
        using var bank = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        using var other = Other();
        var home = await CliHome.WithChainAsync(genesis => genesis with
        {
            BlockInterval = TimeSpan.FromMilliseconds(300),
            Topics = [new GenesisTopic { Id = 67, EpochLength = 12, WorkerSubmissionWindow = 8, GroundTruthLag = 12, Workers = [bank.Address, other.Address] }],
        });
        Sdk.Wallets.KeyFile.Write(home["other.key"], other);
        return home;
    }

    private static AlloraWallet Other() => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: Sdk.Wallets.HdPath.ForIndex(1));

    // A squared error, as a loss service of another language has it.
    private static Task<LoopbackApi> ModelsAsync(string inferer) => LoopbackApi.StartAsync((request, _) => new ApiAnswer(200, request.Target.Split('/')[1] switch
    {
        "number" => "-0.012300",
        "truth" => Truth + "\n",
        "forecast" => $$"""{"{{inferer}}": ["0.4500", 17]}""",
        "is_never_negative" => """{"is_never_negative": true}""",
        "calculate" => $$"""{"loss": {{Loss(JsonNode.Parse(request.Body)!)}}}""",
        _ => throw new InvalidOperationException(request.Target),
    }));

    private static string Loss(JsonNode body)
    {
        var difference = double.Parse((string)body["y_true"]!, CultureInfo.InvariantCulture) - double.Parse((string)body["y_pred"]!, CultureInfo.InvariantCulture);
        return (difference * difference).ToString("R", CultureInfo.InvariantCulture);
    }

    private static async Task<(List<JsonNode> Results, string Error)> RunAsync(CliHome home, string file)
    {
        var (code, output, error) = await home.RunAsync("worker", "run", "--config", home[file], "--from", "bank", "--windows", "7", "--output", "json");
        Assert.True(code == 0, error);
        return ([.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonNode.Parse(line)!)], error);
    }

    private static void Judge(List<JsonNode> results, params string[] roles)
    {
        Assert.All(roles, role => Assert.Contains(results, result => (string?)result["role"] == role && (string?)result["status"] == "Included"));
        Assert.All(results, static result => Assert.True((string?)result["status"] is "Included" or "Skipped" or "Missed", result.ToJsonString()));
    }

    private static void JudgeChain(CliHome home, string bank, bool isForecastAlone)
    {
        var messages = home.Chain.Transactions().Where(static transaction => transaction.Code == 0).SelectMany(static transaction => TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(transaction.Bytes.Span).BodyBytes).Messages).ToList();
        var forecasts = Of(messages, InsertWorkerPayloadRequest.Parser).Select(static payload => payload.WorkerDataBundle).Where(bundle => bundle.Worker == bank && bundle.InferenceForecastsBundle.Forecast is not null).ToList();
        Assert.NotEmpty(forecasts);
        Assert.All(forecasts, bundle => Assert.Equal(isForecastAlone, bundle.InferenceForecastsBundle.Inference is null));
        Assert.All(forecasts, static bundle => Assert.Equal("0.4500", Assert.Single(bundle.InferenceForecastsBundle.Forecast.ForecastElements).Value));
        var bundles = Of(messages, InsertReputerPayloadRequest.Parser).Select(static payload => payload.ReputerValueBundle.ValueBundle).ToList();
        Assert.NotEmpty(bundles);
        var expected = Math.Log10(Math.Pow(0.25 + 0.0123, 2) + 1e-100);
        Assert.All(bundles, bundle => Assert.Equal(expected, double.Parse(bundle.NaiveValue, CultureInfo.InvariantCulture), 1e-9));
    }

    private static IEnumerable<T> Of<T>(IEnumerable<Google.Protobuf.WellKnownTypes.Any> messages, MessageParser<T> parser)
        where T : IMessage<T> => messages.Where(static message => message.TypeUrl.EndsWith("." + typeof(T).Name, StringComparison.Ordinal)).Select(message => parser.ParseFrom(message.Value));

    private static Task WriteAsync(string path, string text) => System.IO.File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
}
