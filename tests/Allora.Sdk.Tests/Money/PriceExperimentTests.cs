using System.Globalization;
using Allora.Sdk.Tests.Workers;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Money;

/// <summary>
/// A gas price that rose and stays, with the default limits and mainnet's floor: the windows missed and the ALLO spent, printed. A window opens each
/// minute of blocks of 5 s. ALLORA_PRICE_HOURS=2 runs two hours of the chain's time.
/// </summary>
public class PriceExperimentTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(300)]
    public async Task It_costs_no_more_than_the_limits(int times)
    {
        var hours = double.Parse(Environment.GetEnvironmentVariable("ALLORA_PRICE_HOURS") ?? "0.1", CultureInfo.InvariantCulture);
        var (time, floor) = (new ShiftedTime(), AlloraNetwork.Mainnet.GasPriceFloor);
        using var wallet = WorkerScene.FirstAccount();
        await using var scene = await WorkerScene.StartAsync(
            new FunctionProvider(_ => Prediction.Value(1m)), genesis: WorkerScene.Genesis(wallet.Address) with { GasPrice = floor }, time: time);
        await scene.ReachAsync(WorkerState.Ready);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var reading = ReadAsync(scene.Runner, end.Token);
        scene.DevNet.SetGasPrice(floor.Times(ChainDecimal.Parse(times.ToString(CultureInfo.InvariantCulture))));
        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(hours); passed += Block)
        {
            time.Shift(Block);
            await scene.DevNet.StepAsync(1, Ct);
            await Task.Delay(Pause, Ct);
        }

        await end.CancelAsync();
        var results = await reading;
        var fees = SpendingInvariant.FeesOf(scene.DevNet, scene.Wallet);
        var spent = fees.Aggregate(UAllo.Zero, static (sum, fee) => sum + fee);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"price x {times}, {hours} h: {results.Count} windows, {results.Count(static result => result.Status == SubmissionStatus.Missed)} missed, {spent.ToAllo()} ALLO spent, highest fee {(fees.Count == 0 ? UAllo.Zero : fees.Max()).ToAllo()} ALLO"));

        new SpendingInvariant(scene.Client.Network).Assert(scene.DevNet, scene.Wallet);
        Assert.NotEmpty(results);
        // A payload at three hundred times the floor costs more than 0.01 ALLO.
        Assert.Equal(times < 300, spent > UAllo.Zero);
    }

    private static async Task<List<SubmissionResult>> ReadAsync(WorkerRunner runner, CancellationToken end)
    {
        var results = new List<SubmissionResult>();
        try
        {
            await foreach (var result in runner.ResultsAsync(end))
            {
                if (result.IsTerminal)
                    results.Add(result);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The time is over.
        }

        return results;
    }
}
