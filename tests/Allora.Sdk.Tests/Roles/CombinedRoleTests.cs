using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Tests.Workers;

namespace Allora.Sdk.Tests.Roles;

/// <summary>
/// A wallet that is both, where the chain holds one of the two parts already: from a run whose journal is lost, or a program beside it. The
/// chain takes a payload whole or not at all, so what it holds must be left out.
/// </summary>
public sealed class CombinedRoleTests
{
    // The second window: the inferers of the first are those to forecast for.
    private static readonly long Nonce = RolesScene.FirstNonceOf(RolesScene.Single) + RolesScene.Epoch;

    [Fact]
    public async Task A_window_with_the_own_inference_gets_the_forecast_alone_and_the_model_is_not_asked()
    {
        await using var scene = await StartAsync();
        await SubmitBeforeAsync(scene, (client, options) => WorkerRunner.ForInferer(client, scene.Both.InMemory(), Model(), options));
        var (model, forecaster) = (Model(), FunctionForecaster.ForEach());
        var result = await RunAsync(scene, scene.Client, model, forecaster);

        Assert.Equal((SubmissionStatus.Included, "forecast for 1 inferers"), (result.Status, result.Value));
        Assert.Equal((0, 1), (model.Calls, forecaster.Calls));

        // And where both are there, nothing is paid: the simulation tells.
        await using var again = new AlloraClient(scene.DevNet.Network);
        var before = scene.DevNet.Transactions().Count;
        Assert.Equal(SubmissionStatus.AlreadySubmitted, (await RunAsync(scene, again, Model(), FunctionForecaster.ForEach())).Status);
        Assert.Equal(before, scene.DevNet.Transactions().Count);
        Assert.Equal(1, await ForecastsAsync(scene));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_inference_that_comes_from_elsewhere_meanwhile_leaves_the_forecast(bool inTheSameBlock)
    {
        await using var scene = await StartAsync();
        var elsewhere = new TaskCompletionSource();
        var model = new FunctionProvider(async (_, _) =>
        {
            await elsewhere.Task;
            return Prediction.Value(0.5m);
        });
        var runner = WorkerRunner.ForInfererAndForecaster(scene.Client, scene.Both.InMemory(), model, FunctionForecaster.ForEach(), scene.Options(RolesScene.Single));
        var running = SettledAsync(scene, runner, pending: inTheSameBlock ? 2 : 1);
        await SubmitBeforeAsync(scene, (client, other) => WorkerRunner.ForInferer(client, scene.Both.InMemory(), Model(), other), stepping: !inTheSameBlock, broadcast: () => elsewhere.TrySetResult());
        var result = await running;

        Assert.Equal((SubmissionStatus.Included, "forecast for 1 inferers"), (result.Status, result.Value));
        // Both payloads in one block: the simulation could not know, the chain refused the second, and its fee is gone.
        Assert.Equal(inTheSameBlock ? 1 : 0, scene.DevNet.Transactions().Count(transaction => transaction.Code != 0));
        Assert.Equal(inTheSameBlock, result.FeesBurned > Sdk.Values.UAllo.Zero);
        Assert.Equal(1, await ForecastsAsync(scene));
    }

    [Fact]
    public async Task A_forecast_that_the_chain_holds_leaves_the_inference()
    {
        await using var scene = await StartAsync();
        await SubmitBeforeAsync(scene, (client, options) => WorkerRunner.ForForecaster(client, scene.Both.InMemory(), FunctionForecaster.ForEach(), options));
        var result = await RunAsync(scene, scene.Client, Model(), FunctionForecaster.ForEach());

        Assert.Equal((SubmissionStatus.Included, "0.5"), (result.Status, result.Value));
        Assert.Equal([scene.Both.Address], scene.DevNet.Submissions(RolesScene.Single, Nonce).Select(one => one.Worker));
        Assert.All(scene.DevNet.Transactions(), transaction => Assert.Equal(0u, transaction.Code));
    }

    private static async Task<RolesScene> StartAsync()
    {
        var scene = await RolesScene.StartAsync();
        await SubmitAsync(scene, (client, options) => WorkerRunner.ForInferer(client, scene.Wallets[0], Model(), options), Nonce - RolesScene.Epoch, static () => { }, stepping: true);
        await scene.StepToAsync(Nonce - 1);
        return scene;
    }

    private static FunctionProvider Model() => new(_ => Prediction.Value(0.5m));

    private static Task SubmitBeforeAsync(RolesScene scene, Func<AlloraClient, WorkerOptions, WorkerRunner> create, bool stepping = true, Action? broadcast = null) =>
        SubmitAsync(scene, create, Nonce, broadcast ?? (static () => { }), stepping);

    // Another process: it answers one window, and ends.
    private static async Task SubmitAsync(RolesScene scene, Func<AlloraClient, WorkerOptions, WorkerRunner> create, long nonce, Action broadcast, bool stepping)
    {
        await using var client = new AlloraClient(scene.DevNet.Network);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(scene.Limit);
        var runner = create(client, scene.Options(RolesScene.Single));
        var running = runner.RunAsync(stop.Token);
        while (runner.Status.State != WorkerState.Ready)
            await Task.Delay(5, scene.Limit);
        var before = scene.DevNet.Transactions().Count;
        await scene.StepToAsync(nonce);
        // Another runner's scene may make the block that includes it before it is seen to wait.
        while (scene.DevNet.PendingTransactions == 0 && scene.DevNet.Transactions().Count == before)
            await Task.Delay(5, scene.Limit);
        if (stepping)
            await scene.DevNet.StepAsync(1, scene.Limit);
        else
            broadcast();
        var result = await runner.ResultsAsync(scene.Limit).FirstAsync(one => one.IsTerminal, scene.Limit);
        Assert.Equal((nonce, SubmissionStatus.Included), (result.Nonce, result.Status));
        await stop.CancelAsync();
        await running;
        broadcast();
    }

    private static Task<SubmissionResult> RunAsync(RolesScene scene, AlloraClient client, FunctionProvider model, FunctionForecaster forecaster) =>
        SettledAsync(scene, WorkerRunner.ForInfererAndForecaster(client, scene.Both.InMemory(), model, forecaster, scene.Options(RolesScene.Single)));

    // Runs to the first status. A block comes only once so much waits for one: the window must not end first.
    private static async Task<SubmissionResult> SettledAsync(RolesScene scene, WorkerRunner runner, int pending = 1)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(scene.Limit);
        var running = runner.RunAsync(stop.Token);
        var results = runner.ResultsAsync(scene.Limit).FirstAsync(one => one.IsTerminal, scene.Limit).AsTask();
        while (!results.IsCompleted)
        {
            if (scene.DevNet.PendingTransactions >= pending)
            {
                await scene.DevNet.StepAsync(1, scene.Limit);
                pending = 1;
            }

            await Task.WhenAny(results, Task.Delay(20, scene.Limit));
        }

        await stop.CancelAsync();
        await running;
        return await results;
    }

    /// <summary>The forecasts that the chain commits. It drops those about nobody who infers, so the inferer that is forecast for does.</summary>
    private static async Task<int> ForecastsAsync(RolesScene scene)
    {
        await SubmitBeforeAsync(scene, (client, options) => WorkerRunner.ForInferer(client, scene.Wallets[0], Model(), options));
        await scene.StepToAsync(Nonce + RolesScene.Window + 1);
        var request = new GetForecastsAtBlockRequest { TopicId = RolesScene.Single, BlockHeight = Nonce };
        return (await scene.Client.Services.EmissionsV10.GetForecastsAtBlockAsync(request, cancellationToken: scene.Limit)).Forecasts.Forecasts_.Count;
    }
}
