using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.Nonces;

namespace Allora.Sdk.Tests.Workers;

public sealed class GuardTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1.0, 1.4, null)]
    [InlineData(1.0, 1.6, GuardSeverity.Warning)]
    [InlineData(-1.0, -1.6, GuardSeverity.Warning)]
    [InlineData(100.0, 103.0, GuardSeverity.Warning)]
    [InlineData(0.0, 1.0, null)]
    [InlineData(0.0, 2.5, GuardSeverity.Warning)]
    public void A_jump_is_told_by_its_size_or_its_part_of_the_last_value(double before, double value, GuardSeverity? severity)
    {
        var options = new GuardOptions { Jump = GuardAction.Report, MaximumJump = 2, MaximumRelativeJump = 0.5 };

        var findings = Guards.Check(options, Prediction.Value(value), Last(Prediction.Value(before)), Now).ToList();

        Assert.Equal(severity, findings.SingleOrDefault()?.Severity);
    }

    [Fact]
    public void A_last_value_that_is_old_is_not_compared_with()
    {
        var options = new GuardOptions { Jump = GuardAction.Refuse, MaximumJump = 1 };

        Assert.Empty(Guards.Check(options, Prediction.Value(9), Last(Prediction.Value(1)), Now + TimeSpan.FromDays(2)));
        Assert.Equal(GuardSeverity.Refusal, Assert.Single(Guards.Check(options, Prediction.Value(9), Last(Prediction.Value(1)), Now)).Severity);
    }

    [Fact]
    public void Labels_are_compared_each_with_itself()
    {
        var options = new GuardOptions { Zero = GuardAction.Report, Jump = GuardAction.Report, MaximumRelativeJump = 0.5 };
        var before = Prediction.Labels(new Dictionary<string, double> { ["up"] = 0.5, ["down"] = 0.5 });
        var now = Prediction.Labels(new Dictionary<string, double> { ["down"] = 0.6, ["up"] = 0 });

        var finding = Assert.Single(Guards.Check(options, now, Last(before), Now));

        Assert.Equal(GuardKind.Jump, finding.Guard);
        Assert.StartsWith("up=0 is ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_zero_is_replaced_by_the_fallback_and_the_finding_is_in_the_result()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(0m)), options =>
        {
            options.Guards.Zero = GuardAction.Refuse;
            (options.Fallback.Policy, options.Fallback.Value) = (FallbackPolicy.FixedValue, "0.5");
        });
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        await scene.NextAsync();
        var result = await scene.NextAsync(stepping: true);

        Assert.Equal((SubmissionStatus.Included, "0.5"), (result.Status, result.Value));
        Assert.Equal((GuardKind.Zero, GuardSeverity.Refusal), (Assert.Single(result.Findings).Guard, result.Findings[0].Severity));
        Assert.Contains("exactly zero", result.Fallback!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_prediction_without_a_fallback_is_skipped()
    {
        await using var scene = await WorkerScene.StartAsync(new FunctionProvider(_ => Prediction.Value(0m)), options => options.Guards.Zero = GuardAction.Refuse);
        await scene.ReachAsync(WorkerState.Ready);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        var result = await scene.NextAsync();

        Assert.Equal((SubmissionStatus.Skipped, AlloraErrorReason.PredictionFailed), (result.Status, result.Reason));
        Assert.Empty(scene.DevNet.Transactions());
    }

    [Fact]
    public async Task Far_from_what_others_said_is_told_and_submitted_all_the_same()
    {
        var wallets = Enumerable.Range(0, 5).Select(index => AlloraWallet.FromMnemonic(DevNet.Options.DevNetGenesis.TestMnemonic, path: Allora.Sdk.Wallets.HdPath.ForIndex(index))).ToList();
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(100m)), options => (options.Guards.ZScore, options.Guards.ZScoreInterval) = (true, TimeSpan.FromMilliseconds(1)), WorkerScene.Genesis([.. wallets.Select(wallet => wallet.Address)]));
        await scene.ReachAsync(WorkerState.Ready);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var others = wallets.Skip(1).Select((wallet, index) => new WorkerRunner(
            scene.Client, wallet.InMemory(), new FunctionProvider(_ => Prediction.Value(1m + (index * 0.1m))), new WorkerOptions { TopicId = WorkerScene.Topic })).ToList();
        var running = others.Select(other => other.RunAsync(stop.Token)).ToList();
        while (others.Exists(other => other.Status.State != WorkerState.Ready))
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        while (scene.DevNet.PendingTransactions < wallets.Count)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        Assert.Equal(SubmissionStatus.Broadcast, (await scene.NextAsync()).Status);
        var first = await scene.NextAsync(stepping: true);
        await scene.NextAsync(stepping: true);
        var second = await scene.NextAsync(stepping: true);
        await stop.CancelAsync();
        foreach (var other in others.Zip(running))
            await other.Second;

        Assert.Empty(first.Findings);
        Assert.Equal((WorkerScene.FirstNonce + WorkerScene.Epoch, SubmissionStatus.Included), (second.Nonce, second.Status));
        Assert.Equal((GuardKind.ZScore, GuardSeverity.Warning), (Assert.Single(second.Findings).Guard, second.Findings[0].Severity));
    }

    private static LastPrediction Last(Prediction prediction) => new(prediction, 1, Now);
}
