using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Roles;

/// <summary>A reputer and what gets in its way, on a DevNet. One inferer works beside it, so that there is something to judge.</summary>
public sealed class ReputerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("allora-reputer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_truth_is_asked_for_once_across_retries_and_a_restart()
    {
        await using var scene = await WithInfererAsync();
        var truth = new FunctionTruth(_ => GroundTruth.Value(0.5));
        // Nothing can be sent: the node fails after the truth is known.
        var fault = scene.DevNet.Faults.Add(new Fault { Kind = FaultKind.Unavailable, Protocol = FaultProtocol.Grpc, Method = "Simulate" });
        using var stop = new CancellationTokenSource();
        var running = WorkerRunner.ForReputer(scene.Client, InFolder(scene.Reputer), truth, Options(scene)).RunAsync(stop.Token);
        while (truth.Asked.Length == 0 || fault.Hits < 3)
        {
            if (scene.DevNet.Height < RolesScene.FirstNonceOf(RolesScene.Single) + RolesScene.Epoch + 3)
                await scene.DevNet.StepAsync(1, scene.Limit);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(40), scene.Limit);
        }

        await stop.CancelAsync();
        await running.WaitAsync(scene.Limit);
        Assert.DoesNotContain(scene.Results, result => result.Wallet == scene.Reputer.Address);
        scene.DevNet.Faults.Clear();

        await using var client = new AlloraClient(scene.DevNet.Network);
        scene.Run(WorkerRunner.ForReputer(client, InFolder(scene.Reputer), truth, Options(scene)));
        Assert.Equal(SubmissionStatus.Included, (await NextOfReputerAsync(scene)).Status);
        await scene.StopAsync();

        Assert.Equal(truth.Asked.Length, truth.Asked.Distinct().Count());
    }

    [Fact]
    public async Task The_stake_is_kept_at_its_minimum()
    {
        var wallets = RolesScene.Accounts();
        await using var scene = await WithInfererAsync(RolesScene.Genesis(wallets, topic => topic with
        {
            Stake = new Dictionary<string, UAllo> { [wallets[0].Address] = UAllo.FromAllo("1000") },
        }));
        var options = scene.Options(RolesScene.Single);
        options.MinimumStake = UAllo.FromAllo("250");
        var reputer = scene.Run(WorkerRunner.ForReputer(scene.Client, scene.Reputer, new FunctionTruth(_ => GroundTruth.Value(0.5)), options));
        while (reputer.Status.State != WorkerState.Ready || (await scene.Client.GetOwnStakeAsync(RolesScene.Single, scene.Reputer.Address, scene.Limit)).Stake == UAllo.Zero)
        {
            await scene.DevNet.StepAsync(1, scene.Limit);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(40), scene.Limit);
        }

        Assert.Equal(UAllo.FromAllo("250"), (await scene.Client.GetOwnStakeAsync(RolesScene.Single, scene.Reputer.Address, scene.Limit)).Stake);
        await scene.ReachAsync(reputer, WorkerState.Ready);
        while (!scene.Results.Any(result => result.Wallet == scene.Reputer.Address && result.Status == SubmissionStatus.Included))
        {
            await scene.DevNet.StepAsync(1, scene.Limit);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(40), scene.Limit);
        }

        await scene.DevNet.StepAsync(3, scene.Limit);
        Assert.All(scene.DevNet.Transactions(), transaction => Assert.Equal(0u, transaction.Code));
        // Once is enough: losses and the rewards that are staked for them did not make it stake again.
        Assert.Single(scene.DevNet.Transactions(), transaction =>
            TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(transaction.Bytes.Span).BodyBytes).Messages[0].TypeUrl.EndsWith(".AddStakeRequest", StringComparison.Ordinal));
        Assert.True((await scene.Client.GetOwnStakeAsync(RolesScene.Single, scene.Reputer.Address, scene.Limit)).Stake >= UAllo.FromAllo("250"));
    }

    [Fact]
    public async Task A_stake_that_is_too_small_is_a_waiting_state_that_says_what_to_do()
    {
        var wallets = RolesScene.Accounts();
        await using var scene = await RolesScene.StartAsync(RolesScene.Genesis(wallets, topic => topic with
        {
            Stake = new Dictionary<string, UAllo> { [wallets[0].Address] = UAllo.FromAllo("1000") },
            Reputers = [wallets[^1].Address],
        }));
        var reputer = scene.Run(WorkerRunner.ForReputer(scene.Client, scene.Reputer, new FunctionTruth(_ => GroundTruth.Value(0.5)), scene.Options(RolesScene.Single)));
        await scene.ReachAsync(reputer, WorkerState.WaitingForStake);
        Assert.Contains("set MinimumStake", reputer.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(0, scene.DevNet.PendingTransactions);
    }

    [Theory]
    [InlineData(RolesScene.Single, "zptae", "zptae needs std, the standard deviation of the topic's truths")]
    [InlineData(RolesScene.Multi, "mse", "give a loss for the whole map of labels")]
    public async Task A_loss_that_does_not_fit_the_topic_is_told_before_any_window(ulong topicId, string method, string why)
    {
        await using var scene = await RolesScene.StartAsync(RolesScene.Genesis(RolesScene.Accounts(), topic => topic with { LossMethod = method }));
        var reputer = scene.Run(WorkerRunner.ForReputer(scene.Client, scene.Reputer, new FunctionTruth(_ => GroundTruth.Value(0.5)), scene.Options(topicId)));
        await scene.ReachAsync(reputer, WorkerState.WaitingForConfiguration);
        Assert.Contains(why, reputer.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_loss_that_the_networks_value_does_not_have_is_a_rejection_and_costs_nothing()
    {
        await using var scene = await WithInfererAsync();
        scene.Run(WorkerRunner.ForReputer(
            scene.Client, scene.Reputer, new FunctionReputer(_ => LossFunction.Of(_ => -1)), scene.Options(RolesScene.Single)));
        var result = await NextOfReputerAsync(scene);
        Assert.Equal((SubmissionStatus.Rejected, AlloraErrorReason.InvalidPrediction), (result.Status, result.Reason));
        Assert.StartsWith("combined_value: ", result.Message, StringComparison.Ordinal);
        Assert.Null(result.Fee);
    }

    [Fact]
    public async Task A_reputer_of_ones_own_sees_the_network_and_may_skip()
    {
        await using var scene = await WithInfererAsync();
        ReputerContext? seen = null;
        scene.Run(WorkerRunner.ForReputer(
            scene.Client, scene.Reputer,
            new FunctionReputer(context =>
            {
                seen = context;
                return LossFunction.Skip("the exchange was down");
            }),
            scene.Options(RolesScene.Single)));
        var result = await NextOfReputerAsync(scene);
        Assert.Equal((SubmissionStatus.Skipped, "the exchange was down"), (result.Status, result.Message));
        Assert.Equal((result.Nonce, 1, 0.25), (seen!.Nonce, seen.Network.Inferers.Count, seen.Network.Combined!.Scalar));
        Assert.Equal((await scene.Client.GetBlockHeaderAsync(result.Nonce, scene.Limit)).Time, seen.BlockTime);
    }

    [Fact]
    public async Task The_older_chain_is_judged_too()
    {
        var wallets = RolesScene.Accounts();
        var genesis = RolesScene.Genesis(wallets) with { Schema = DevNetSchema.V9 };
        await using var scene = await WithInfererAsync(genesis with { Topics = [genesis.Topics!.Single(topic => topic.Id == RolesScene.Single)] });
        scene.Run(WorkerRunner.ForReputer(scene.Client, scene.Reputer, new FunctionTruth(_ => GroundTruth.Value(0.5)), scene.Options(RolesScene.Single)));
        var result = await NextOfReputerAsync(scene);
        Assert.Equal(SubmissionStatus.Included, result.Status);
        Assert.StartsWith($"combined={Math.Log10(0.0625 + 1e-100):R}", result.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_on_the_older_chain_are_refused_before_anything_is_paid()
    {
        var genesis = RolesScene.Genesis(RolesScene.Accounts()) with { Schema = DevNetSchema.V9 };
        await using var scene = await RolesScene.StartAsync(genesis with { Topics = [genesis.Topics!.Single(topic => topic.Id == RolesScene.Single)] });
        var runner = scene.Run(WorkerRunner.ForInferer(
            scene.Client, scene.Wallets[0], new FunctionProvider(_ => Prediction.Labels(new Dictionary<string, double> { ["up"] = 1 })), scene.Options(RolesScene.Single)));
        await scene.ReachAsync(runner, WorkerState.Ready);
        await scene.ResultsAsync(1);
        var result = Assert.Single(scene.Results);
        Assert.Equal((SubmissionStatus.Rejected, AlloraErrorReason.InvalidLabels), (result.Status, result.Reason));
        Assert.StartsWith("values: this network (emissions v9) has no labels", result.Message, StringComparison.Ordinal);
        Assert.Empty(scene.DevNet.Transactions());
    }

    private static async Task<RolesScene> WithInfererAsync(DevNetGenesis? genesis = null)
    {
        var scene = await RolesScene.StartAsync(genesis);
        var inferer = scene.Run(WorkerRunner.ForInferer(scene.Client, scene.Wallets[0], new FunctionProvider(_ => Prediction.Value(0.25)), scene.Options(RolesScene.Single)));
        await scene.ReachAsync(inferer, WorkerState.Ready);
        await scene.StepToAsync(RolesScene.FirstNonceOf(RolesScene.Single));
        await scene.PendingAsync(1);
        await scene.DevNet.StepAsync(1, scene.Limit);
        return scene;
    }

    private static async Task<SubmissionResult> NextOfReputerAsync(RolesScene scene)
    {
        while (true)
        {
            if (scene.Results.FirstOrDefault(result => result.Wallet == scene.Reputer.Address) is { } result)
                return result;
            await scene.DevNet.StepAsync(1, scene.Limit);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(40), scene.Limit);
        }
    }

    private AlloraWallet InFolder(AlloraWallet wallet) => wallet.With(new WalletOptions { StateFolder = _folder });

    private static WorkerOptions Options(RolesScene scene)
    {
        var options = scene.Options(RolesScene.Single);
        options.DrainTimeout = TimeSpan.FromSeconds(1);
        return options;
    }
}
