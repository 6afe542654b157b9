using System.Globalization;
using Allora.Sdk.Chain;
using Allora.Sdk.Losses;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Rewards;
using Allora.Sdk.Tests.Workers;

namespace Allora.Sdk.Tests.Roles;

/// <summary>All roles at once, and the staking of what they earn, read back from the chain. ALLORA_ROLES_EPOCHS makes it longer than the suite's four epochs.</summary>
public sealed class RolesOnDevNetTests
{
    private static readonly Dictionary<string, double> Outcome = new() { ["up"] = 1, ["down"] = 0, ["flat"] = 0 };

    private static int Epochs => int.TryParse(Environment.GetEnvironmentVariable("ALLORA_ROLES_EPOCHS"), CultureInfo.InvariantCulture, out var epochs) ? epochs : 5;

    [Theory]
    [InlineData(AlloraTransport.Grpc)]
    [InlineData(AlloraTransport.Rest)]
    public async Task One_process_serves_every_role_of_two_topics(AlloraTransport transport)
    {
        await using var scene = await RolesScene.StartAsync(
            limit: TimeSpan.FromMinutes(3 + Epochs), network: network => transport == AlloraTransport.Rest ? network.OverRest() : network);
        var truth = new FunctionTruth(context => context.Topic.IsMulti ? GroundTruth.Labels(Outcome) : GroundTruth.Value(TruthOf(context.Nonce)));
        List<WorkerRunner> runners = [];
        foreach (var topic in new[] { RolesScene.Single, RolesScene.Multi })
        {
            for (var index = 0; index < RolesScene.Inferers; index++)
                runners.Add(scene.Run(WorkerRunner.ForInferer(scene.Client, scene.Wallets[index], Model(index), scene.Options(topic))));
            runners.Add(scene.Run(WorkerRunner.ForForecaster(scene.Client, scene.Forecaster, FunctionForecaster.ForEach(), scene.Options(topic))));
            runners.Add(scene.Run(WorkerRunner.ForInfererAndForecaster(scene.Client, scene.Both, Model(9), FunctionForecaster.ForEach(), scene.Options(topic))));
            var loss = topic == RolesScene.Multi ? ReputerLoss.MeanOverLabels(LossCatalog.Find("sqe")) : null;
            runners.Add(scene.Run(WorkerRunner.ForReputer(scene.Client, scene.Reputer, truth, scene.Options(topic), loss)));
        }

        foreach (var runner in runners)
            await scene.ReachAsync(runner, WorkerState.Ready);
        await using var stakers = new SceneStakers(scene);
        stakers.Start();
        var broadcasts = 0;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            foreach (var topic in new[] { RolesScene.Single, RolesScene.Multi })
            {
                await scene.StepToAsync(RolesScene.FirstNonceOf(topic) + (epoch * RolesScene.Epoch));
                // Nobody can be forecast for before an epoch has closed, and nothing judged before its truth is due.
                await scene.BroadcastsAsync(broadcasts += epoch == 0 ? RolesScene.Inferers + 1 : RolesScene.Inferers + 3);
                await scene.DevNet.StepAsync(1, scene.Limit);
                // The chain forgets epochs some time after they are settled: each is read back when its losses have been combined.
                if (epoch > 1)
                    await ReadBackAsync(scene, topic, epoch - 2);
            }
        }

        await scene.StepToAsync(RolesScene.FirstNonceOf(RolesScene.Multi) + ((Epochs - 1) * RolesScene.Epoch) + RolesScene.Window + 1);
        await scene.ResultsAsync(2 * ((Epochs * (RolesScene.Inferers + 2)) + Epochs - 1));
        await scene.StopAsync();
        // What was judged is rewarded: every inferer, and every forecaster once a network loss exists. On a slow machine one epoch more may have been.
        var judged = scene.Results.Where(result => result.Wallet == scene.Reputer.Address && result.Status == SubmissionStatus.Included).ToList();
        Assert.True(judged.Count >= 2 * (Epochs - 1), $"{judged.Count} nonces were judged");
        var settled = judged.Sum(result => RolesScene.Inferers + 1 + (result.Nonce > RolesScene.FirstNonceOf(result.TopicId) + RolesScene.Epoch ? 2 : 0));
        await stakers.FinishAsync(settled);

        await stakers.AssertStakedOnceAsync(settled);
        Console.WriteLine($"roles over {transport}: {Epochs} epochs of two topics, {scene.Results.Count(result => result.Status == SubmissionStatus.Included)} payloads included, {settled} settled rewards staked by as many transactions, {scene.DevNet.Height} blocks");
        Assert.Equal(2, scene.Results.Count(result => result.Status == SubmissionStatus.Skipped));
        Assert.All(scene.Results.Where(result => result.Status != SubmissionStatus.Skipped), result =>
            Assert.True(result.Status == SubmissionStatus.Included, $"{result.TopicId}/{result.Nonce} {result.Wallet}: {result.Status} {result.Reason} {result.Message}"));
        Assert.All(scene.DevNet.Transactions(), transaction => Assert.Equal(0u, transaction.Code));
        Assert.Equal(truth.Asked.Length, truth.Asked.Distinct().Count());
        foreach (var topic in new[] { RolesScene.Single, RolesScene.Multi })
            Assert.Equal(RolesScene.Inferers + 1, scene.DevNet.Submissions(topic, RolesScene.FirstNonceOf(topic) + ((Epochs - 1) * RolesScene.Epoch)).Count);
    }

    private static async Task ReadBackAsync(RolesScene scene, ulong topic, int epoch)
    {
        var nonce = RolesScene.FirstNonceOf(topic) + (epoch * RolesScene.Epoch);
        var queries = new QueryService.QueryServiceClient(scene.Client.Invoker);
        Assert.Equal(RolesScene.Inferers + 1, scene.DevNet.Submissions(topic, nonce).Count);
        var forecasts = await queries.GetForecastsAtBlockAsync(new GetForecastsAtBlockRequest { TopicId = topic, BlockHeight = nonce }, cancellationToken: scene.Limit);
        string[] forecasters = epoch == 0 ? [] : [scene.Both.Address, scene.Forecaster.Address];
        Assert.Equal(forecasters.Order(StringComparer.Ordinal), forecasts.Forecasts.Forecasts_.Select(one => one.Forecaster).Order(StringComparer.Ordinal));
        var implying = epoch < 2 ? [] : forecasters;
        Assert.All(forecasts.Forecasts.Forecasts_, one => Assert.Equal(RolesScene.Inferers + 1, one.ForecastElements.Count));
        var reply = await queries.GetReputerLossBundlesAtBlockAsync(new GetReputerLossBundlesAtBlockRequest { TopicId = topic, BlockHeight = nonce }, cancellationToken: scene.Limit);
        var bundle = Assert.Single(reply.LossBundles);
        var network = await scene.Client.GetNetworkInferenceAsync(topic, nonce, scene.Limit);
        Assert.Equal(scene.Reputer.Address, bundle.Reputer);
        Assert.Equal(RolesScene.Inferers + 1, bundle.InfererValues.Count);
        Assert.Equal(implying.Length, bundle.ForecasterValues.Count);
        double Loss(NetworkValue value) => topic == RolesScene.Multi
            ? Outcome.Average(label => Math.Pow(label.Value - value.Labels.GetValueOrDefault(label.Key), 2))
            : Math.Pow(TruthOf(nonce) - value.Scalar, 2);
        Near(Loss(network.Combined!), bundle.CombinedValue);
        Near(Loss(network.Naive!), bundle.NaiveValue);
        Same(network.Inferers, bundle.InfererValues.Select(one => (one.Worker, one.Value)));
        Same(network.Forecasters, bundle.ForecasterValues.Select(one => (one.Worker, one.Value)));
        Same(network.OneOutInferers, bundle.OneOutInfererValues.Select(one => (one.Worker, one.Value)));
        Same(network.OneOutForecasters, bundle.OneOutForecasterValues.Select(one => (one.Worker, one.Value)));
        Same(network.OneInForecasters, bundle.OneInForecasterValues.Select(one => (one.Worker, one.Value)));
        var grouped = bundle.OneOutInfererForecasterValues.SelectMany(group => group.OneOutInfererValues.Select(one => (group.Forecaster, one.Worker, one.Value))).ToList();
        Assert.Equal(implying.Length, bundle.OneOutInfererForecasterValues.Count);
        var expected = network.OneOutInfererForecasters.GroupBy(one => one.Forecaster).SelectMany(group => group).ToList();
        Assert.Equal(expected.Select(one => (one.Forecaster, one.WithheldInferer)), grouped.Select(one => (one.Forecaster, one.Worker)));
        Assert.All(expected.Zip(grouped), pair => Near(Loss(pair.First.Value), pair.Second.Value));

        void Same(IReadOnlyList<WorkerValue> values, IEnumerable<(string Worker, string Value)> losses)
        {
            Assert.Equal(values.Select(one => one.Worker), losses.Select(one => one.Worker));
            Assert.All(values.Zip(losses), pair => Near(Loss(pair.First.Value), pair.Second.Value));
        }
    }

    private static void Near(double loss, string logarithm) =>
        Assert.Equal(Math.Log10(loss + 1e-100), double.Parse(logarithm, CultureInfo.InvariantCulture), 1e-9);

    private static double TruthOf(long nonce) => nonce / 1000.0;

    private static FunctionProvider Model(int index) => new(context => context.Topic!.IsMulti
        ? Prediction.Labels(new Dictionary<string, double> { ["up"] = 0.25 + (index / 64.0), ["down"] = 0.5 - (index / 64.0), ["flat"] = 0.25 })
        : Prediction.Value((context.Nonce / 1000.0) + (index / 100.0)));
}
