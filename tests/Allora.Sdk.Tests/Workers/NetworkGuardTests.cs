using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Sending;
using Allora.Sdk.Values;
using Allora.Sdk.Wallets;
using Allora.Sdk.Workers.Answering;
using CsCheck;

namespace Allora.Sdk.Tests.Workers;

/// <summary>Absurd predictions are held back, and nothing else is.</summary>
public sealed class NetworkGuardTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The quartiles of ten values are those at 2 and 7: their distance is 5, the median 5.
    [Theory]
    [InlineData("5005", false)]
    [InlineData("5005.0000000000000000000000000001", true)]
    [InlineData("-4995", false)]
    [InlineData("-4995.0000000000000000000000000001", true)]
    [InlineData("1E+40", true)]
    public void The_limit_is_exact(string value, bool isHeld) =>
        Assert.Equal(isHeld, NetworkGuard.Judge(ChainDecimal.Parse(value), [.. Enumerable.Range(0, 10).Select(i => ChainDecimal.FromDecimal(i))]) is not null);

    [Fact]
    public void Nine_values_or_a_spread_of_zero_judge_nothing()
    {
        var absurd = ChainDecimal.Parse("1E+40");
        Assert.Null(NetworkGuard.Judge(absurd, [.. Enumerable.Range(0, 9).Select(i => ChainDecimal.FromDecimal(i))]));
        Assert.Null(NetworkGuard.Judge(absurd, [.. Enumerable.Repeat(ChainDecimal.FromDecimal(1), 50)]));
        Assert.Null(NetworkGuard.Judge(absurd, []));
    }

    [Fact]
    public void A_value_among_the_others_is_never_held_back() =>
        Gen.Decimal[-1_000_000, 1_000_000].Array[10, 60].Sample(values =>
        {
            var sorted = values.Select(ChainDecimal.FromDecimal).Order().ToList();
            Assert.Null(NetworkGuard.Judge(sorted[sorted.Count / 4], sorted));
            Assert.Null(NetworkGuard.Judge(sorted[sorted.Count * 3 / 4], sorted));
        });

    [Theory]
    [InlineData(GuardAction.Refuse, SubmissionStatus.Skipped)]
    [InlineData(GuardAction.Report, SubmissionStatus.Included)]
    public async Task An_absurd_value_is_held_back_with_a_state_or_reported(GuardAction action, SubmissionStatus expected)
    {
        var wallets = Enumerable.Range(0, 11).Select(index => AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, path: HdPath.ForIndex(index))).ToList();
        var genesis = WorkerScene.Genesis([.. wallets.Select(wallet => wallet.Address)]);
        genesis = genesis with { Accounts = [.. wallets.Select(wallet => new GenesisAccount { Address = wallet.Address, Uallo = UAllo.FromAllo("1000") })] };
        var answers = new Queue<decimal>([1m, 1_000_000m, 1_000_000m]);
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(answers.Count > 1 ? answers.Dequeue() : answers.Peek())), options => options.Guards.Network = action, genesis, run: false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var others = wallets.Skip(1).Select((wallet, index) => new WorkerRunner(
            scene.Client, wallet.InMemory(), new FunctionProvider(_ => Prediction.Value(1m + (index * 0.1m))), new WorkerOptions { TopicId = WorkerScene.Topic })).ToList();
        var running = others.Select(other => other.RunAsync(stop.Token)).ToList();
        while (others.Exists(other => other.Status.State != WorkerState.Ready))
            await Task.Delay(10, Ct);
        await scene.StepToAsync(WorkerScene.FirstNonce);
        while (scene.DevNet.PendingTransactions < others.Count)
            await Task.Delay(10, Ct);
        await scene.StepToAsync(WorkerScene.FirstNonce + WorkerScene.Window + 1);

        // It starts now, when the first window is closed, and reads the ten values with its first poll.
        answers.Dequeue();
        scene.Run();
        await scene.ReachAsync(WorkerState.Ready);
        var result = await scene.NextAsync(stepping: true);
        while (!result.IsTerminal)
            result = await scene.NextAsync(stepping: true);

        Assert.Equal((expected, WorkerScene.FirstNonce + WorkerScene.Epoch), (result.Status, result.Nonce));
        var finding = Assert.Single(result.Findings);
        Assert.Equal((GuardKind.Network, action == GuardAction.Refuse ? GuardSeverity.Refusal : GuardSeverity.Warning), (finding.Guard, finding.Severity));
        if (action == GuardAction.Refuse)
            Assert.Contains("the median of 10 other inferers", (await scene.ReachAsync(WorkerState.HoldingBack)).Detail, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Task.WhenAll(running);
        wallets.ForEach(wallet => wallet.Dispose());
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void What_is_no_number_is_one_line(double value, string named)
    {
        var message = Assert.Throws<ArgumentOutOfRangeException>(() => Prediction.Value(value)).Message;
        Assert.StartsWith($"{named} is not a finite number", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.DoesNotContain('\n', Assert.Throws<ArgumentOutOfRangeException>(() => Prediction.Value((float)value)).Message);
    }
}
