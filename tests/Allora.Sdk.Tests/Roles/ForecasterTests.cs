using Allora.Sdk.Encodings;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Workers;

namespace Allora.Sdk.Tests.Roles;

/// <summary>A forecaster alone and beside an inference, on a DevNet.</summary>
public sealed class ForecasterTests
{
    [Fact]
    public async Task Inference_and_forecast_of_one_wallet_are_one_transaction_with_one_payload()
    {
        await using var scene = await RolesScene.StartAsync();
        ForecastContext? seen = null;
        var forecaster = new FunctionForecaster(context =>
        {
            seen = context;
            return Forecast.Values(context.Inferers.ToDictionary(inferer => inferer, _ => 0.5));
        });
        var runner = scene.Run(WorkerRunner.ForInfererAndForecaster(
            scene.Client, scene.Both, new FunctionProvider(_ => Prediction.Value(0.25)), forecaster, scene.Options(RolesScene.Single)));
        await scene.ReachAsync(runner, WorkerState.Ready);
        for (var epoch = 0; epoch < 2; epoch++)
        {
            await scene.StepToAsync(RolesScene.FirstNonceOf(RolesScene.Single) + (epoch * RolesScene.Epoch));
            await scene.PendingAsync(1);
        }

        await scene.ResultsAsync(2);

        Assert.Equal(["0.25; skip: the chain names no inferers to forecast for", "0.25; forecast for 1 inferers"], scene.Results.OrderBy(result => result.Nonce).Select(result => result.Value));
        Assert.All(scene.Results, result => Assert.Equal(SubmissionStatus.Included, result.Status));
        Assert.Equal([scene.Both.Address], seen!.Inferers);
        Assert.True(seen.MaxElements is > 1 and < 1000, "the chain tells its limit");
        var messages = TxBody.Parser.ParseFrom(TxRaw.Parser.ParseFrom(scene.DevNet.Transactions()[^1].Bytes.Span).BodyBytes).Messages;
        var bundle = InsertWorkerPayloadRequest.Parser.ParseFrom(Assert.Single(messages).Value).WorkerDataBundle.InferenceForecastsBundle;
        Assert.Equal("0.25", Assert.Single(bundle.Inference.Values).Value);
        Assert.Equal((scene.Both.Address, "0.5"), (bundle.Forecast.ForecastElements[0].Inferer, bundle.Forecast.ForecastElements[0].Value));
    }

    [Fact]
    public async Task A_forecast_that_fails_does_not_cost_the_inference()
    {
        await using var scene = await RolesScene.StartAsync();
        var provider = new FunctionProvider(_ => Prediction.Value(0.25));
        var failing = new FunctionForecaster(_ => throw new InvalidOperationException("no features"));
        var runner = scene.Run(WorkerRunner.ForInfererAndForecaster(scene.Client, scene.Both, provider, failing, scene.Options(RolesScene.Single)));
        await scene.ReachAsync(runner, WorkerState.Ready);
        await scene.StepToAsync(RolesScene.FirstNonceOf(RolesScene.Single));
        await scene.PendingAsync(1);
        await scene.ResultsAsync(1);
        var calls = provider.Calls;
        await scene.StepToAsync(RolesScene.FirstNonceOf(RolesScene.Single) + RolesScene.Epoch);
        await scene.PendingAsync(1);
        await scene.ResultsAsync(2);

        Assert.Equal("0.25; skip: the forecast failed: no features", scene.Results.Last().Value);
        Assert.Equal(SubmissionStatus.Included, scene.Results.Last().Status);
        Assert.Equal(3, failing.Calls);
        // The model answered once for the nonce: its answer waited for the forecast's retries.
        Assert.Equal(calls + 1, provider.Calls);
    }

    [Fact]
    public async Task A_fallback_stands_in_for_the_inference_of_a_wallet_that_is_both()
    {
        await using var scene = await RolesScene.StartAsync();
        var options = scene.Options(RolesScene.Single);
        options.Fallback = new FallbackOptions { Policy = FallbackPolicy.FixedValue, Value = "7" };
        var broken = new FunctionProvider(_ => throw new InvalidOperationException("no prices"));
        var runner = scene.Run(WorkerRunner.ForInfererAndForecaster(scene.Client, scene.Both, broken, FunctionForecaster.ForEach(), options));
        await scene.ReachAsync(runner, WorkerState.Ready);
        await scene.StepToAsync(RolesScene.FirstNonceOf(RolesScene.Single));
        while (broken.Calls == 0)
            await Task.Delay(5, scene.Limit);
        // The provider is given up while two blocks are left.
        await scene.StepToAsync(RolesScene.FirstNonceOf(RolesScene.Single) + RolesScene.Window - 2);
        await scene.PendingAsync(1);
        await scene.ResultsAsync(1);
        var result = scene.Results.First();
        Assert.Equal((SubmissionStatus.Included, "7"), (result.Status, result.Value));
    }

    [Fact]
    public async Task A_forecast_that_breaks_a_rule_is_told_and_never_sent()
    {
        await using var scene = await RolesScene.StartAsync();
        var inferer = scene.Run(WorkerRunner.ForInferer(scene.Client, scene.Wallets[0], new FunctionProvider(_ => Prediction.Value(1m)), scene.Options(RolesScene.Single)));
        var wrong = new FunctionForecaster(_ => Forecast.Values(new Dictionary<string, double> { ["allo1nobody"] = 0.5 }));
        var forecaster = scene.Run(WorkerRunner.ForForecaster(scene.Client, scene.Forecaster, wrong, scene.Options(RolesScene.Single)));
        await scene.ReachAsync(inferer, WorkerState.Ready);
        await scene.ReachAsync(forecaster, WorkerState.Ready);
        while (!scene.Results.Any(result => result.Wallet == scene.Forecaster.Address && result.Status != SubmissionStatus.Skipped))
        {
            await scene.DevNet.StepAsync(1, scene.Limit);
            await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(40), scene.Limit);
        }

        var result = scene.Results.Last(result => result.Wallet == scene.Forecaster.Address);
        Assert.Equal((SubmissionStatus.Rejected, AlloraErrorReason.InvalidPrediction), (result.Status, result.Reason));
        Assert.Contains("forecast_elements[0].inferer: \"allo1nobody\" is not an address", result.Message, StringComparison.Ordinal);
        Assert.Null(result.Fee);
    }
}
