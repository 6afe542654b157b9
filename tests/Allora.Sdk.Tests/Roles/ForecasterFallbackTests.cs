using Allora.Sdk.Encodings;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Tests.Workers;

namespace Allora.Sdk.Tests.Roles;

/// <summary>Fallbacks and guards of forecasters: a forecast is looked at as values by inferer.</summary>
public sealed class ForecasterFallbackTests
{
    private static readonly long Second = RolesScene.FirstNonceOf(RolesScene.Single) + RolesScene.Epoch;

    [Fact]
    public async Task The_last_forecast_stands_in_for_a_failing_one_and_survives_a_restart()
    {
        await using var scene = await RolesScene.StartAsync();
        await InferAsync(scene);
        var options = Options(scene, FallbackPolicy.LastValue);
        var fails = false;
        var failing = new FunctionForecaster(context => fails ? throw new InvalidOperationException("no features") : Forecast.Values(context.Inferers.ToDictionary(inferer => inferer, _ => 0.25)));
        var first = await SettledAsync(scene, failing, options);
        fails = true;
        var second = await SettledAsync(scene, failing, options);

        Assert.Equal((Second, SubmissionStatus.Included, null), (first.Nonce, first.Status, first.Fallback));
        Assert.Equal((Second + RolesScene.Epoch, SubmissionStatus.Included), (second.Nonce, second.Status));
        Assert.Equal((FallbackPolicy.LastValue, Second), (second.Fallback!.Policy, second.Fallback.FromNonce));
        Assert.Equal(["0.25"], await ValuesAsync(scene, second.Nonce));
    }

    [Fact]
    public async Task A_fixed_value_is_said_of_each_inferer()
    {
        await using var scene = await RolesScene.StartAsync();
        await InferAsync(scene);
        var options = Options(scene, FallbackPolicy.FixedValue);
        options.Fallback.Value = "-1.5";
        var result = await SettledAsync(scene, new FunctionForecaster(_ => throw new InvalidOperationException("no features")), options);

        Assert.Equal((SubmissionStatus.Included, FallbackPolicy.FixedValue), (result.Status, result.Fallback!.Policy));
        Assert.Equal(["-1.5"], await ValuesAsync(scene, result.Nonce));
    }

    [Fact]
    public async Task A_guard_refuses_a_forecast_of_nothing_but_zeros_and_a_jump()
    {
        await using var scene = await RolesScene.StartAsync();
        await InferAsync(scene);
        var options = Options(scene, FallbackPolicy.Skip);
        (options.Guards.Zero, options.Guards.Jump, options.Guards.MaximumJump) = (GuardAction.Refuse, GuardAction.Refuse, 1);
        var value = 0.0;
        var forecaster = Critic(() => value);
        var zero = await SettledAsync(scene, forecaster, options);
        value = 0.5;
        var good = await SettledAsync(scene, forecaster, options);
        value = 2;
        var jump = await SettledAsync(scene, forecaster, options);

        Assert.Equal((SubmissionStatus.Skipped, GuardKind.Zero), (zero.Status, Assert.Single(zero.Findings).Guard));
        Assert.Equal(SubmissionStatus.Included, good.Status);
        Assert.Equal((SubmissionStatus.Skipped, GuardKind.Jump), (jump.Status, Assert.Single(jump.Findings).Guard));
        Assert.Contains($"{scene.Wallets[0].Address}=2 is 1.5 away from 0.5", jump.Message, StringComparison.Ordinal);
    }

    private static FunctionForecaster Critic(Func<double> value) => new(context => Forecast.Values(context.Inferers.ToDictionary(inferer => inferer, _ => value())));

    private static WorkerOptions Options(RolesScene scene, FallbackPolicy policy)
    {
        var options = scene.Options(RolesScene.Single);
        options.Fallback.Policy = policy;
        return options;
    }

    // One inferer, that of every epoch.
    private static async Task InferAsync(RolesScene scene)
    {
        var inferer = scene.Run(WorkerRunner.ForInferer(scene.Client, scene.Wallets[0], new FunctionProvider(_ => Prediction.Value(0.5m)), scene.Options(RolesScene.Single)));
        await scene.ReachAsync(inferer, WorkerState.Ready);
        await scene.StepToAsync(RolesScene.FirstNonceOf(RolesScene.Single));
        await scene.PendingAsync(1);
        await scene.StepToAsync(RolesScene.FirstNonceOf(RolesScene.Single) + RolesScene.Window + 1);
    }

    // A runner of its own, to the status of the next window: the journal is all that goes from one to the next.
    private static async Task<SubmissionResult> SettledAsync(RolesScene scene, FunctionForecaster forecaster, WorkerOptions options)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(scene.Limit);
        var runner = WorkerRunner.ForForecaster(scene.Client, scene.Forecaster, forecaster, options);
        var running = runner.RunAsync(stop.Token);
        var results = runner.ResultsAsync(scene.Limit).FirstAsync(one => one.IsTerminal, scene.Limit).AsTask();
        while (!results.IsCompleted)
        {
            await scene.DevNet.StepAsync(1, scene.Limit);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(80), scene.Limit, results);
        }

        await stop.CancelAsync();
        await running;
        return await results;
    }

    private static async Task<IEnumerable<string>> ValuesAsync(RolesScene scene, long nonce)
    {
        await scene.StepToAsync(nonce + RolesScene.Window + 1);
        var request = new GetForecastsAtBlockRequest { TopicId = RolesScene.Single, BlockHeight = nonce };
        var reply = await scene.Client.Services.EmissionsV10.GetForecastsAtBlockAsync(request, cancellationToken: scene.Limit);
        return reply.Forecasts.Forecasts_.SelectMany(forecast => forecast.ForecastElements).Select(element => element.Value);
    }
}
