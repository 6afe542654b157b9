using Allora.Sdk.Tests.Workers;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Diagnostics.Logs;

/// <summary>How much a worker logs in ten minutes (of its clock) in which it cannot work.</summary>
public sealed class LogVolumeTests(ITestOutputHelper output)
{
    // A window opens each minute; the clock and the blocks of a busy machine may be a little apart.
    private const int Minutes = 10;

    [Fact]
    public async Task An_unfunded_wallet_is_a_warning_then_a_line_a_minute_and_its_model_is_not_called()
    {
        var calls = 0;
        await using var scene = await TenMinutes.StartAsync(_ => { Interlocked.Increment(ref calls); return Prediction.Value(1L); }, AlloraWallet.FromPrivateKeyHex(new string('1', 64)));
        await scene.PassAsync(TenMinutes.Length);
        output.WriteLine(scene.Log.Summary());
        Assert.Equal(0, calls);
        var state = Assert.Single(scene.Log.Lines, static line => line.Id == 1041);
        Assert.Contains("WaitingForFunds", state.Text, StringComparison.Ordinal);
        Assert.InRange(scene.Log.Count(1042), Minutes - 2, Minutes);
        Assert.All(scene.Log.Lines.Where(static line => line.Id == 1050), static line => Assert.Contains("has no uallo for fees; the window ended", line.Text, StringComparison.Ordinal));
        Assert.InRange(scene.Log.Count(LogLevel.Warning), Minutes - 2, Minutes + 1);
        Assert.InRange(scene.Log.Count(LogLevel.Information), Minutes, (2 * Minutes) + 4);
        Assert.Equal(0, scene.Log.Count(LogLevel.Error));
    }

    [Fact]
    public async Task A_throwing_provider_logs_its_trace_once_then_counts()
    {
        await using var scene = await TenMinutes.StartAsync(static _ => throw new InvalidOperationException("the model is broken"), WorkerScene.FirstAccount());
        await scene.PassAsync(TenMinutes.Length);
        output.WriteLine(scene.Log.Summary());
        Assert.Equal(1005, Assert.Single(scene.Log.Lines, static line => line.Exception is not null).Id);
        Assert.InRange(scene.Log.Count(1034), Minutes - 2, Minutes);
        Assert.InRange(scene.Log.Count(1050), Minutes - 2, Minutes);
        Assert.InRange(scene.Log.Count(LogLevel.Warning), 2 * (Minutes - 2), (2 * Minutes) + 2);
        Assert.InRange(scene.Log.Count(LogLevel.Information), 1, Minutes + 5);
        Assert.Equal(0, scene.Log.Count(LogLevel.Error));
    }

    [Fact]
    public async Task Twenty_workers_whose_node_is_gone_log_as_one()
    {
        await using var scene = await TenMinutes.StartAsync(static _ => Prediction.Value(1L), WorkerScene.FirstAccount(), topics: 20);
        await scene.PassAsync(TimeSpan.FromMinutes(1), () => scene.Runners.TrueForAll(static runner => runner.Status.State == WorkerState.Ready));
        await scene.KillNodeAsync();
        scene.Log.Lines.Clear();
        await scene.PassAsync(scene.DetectionDeadline, () => scene.Runners.TrueForAll(static runner => runner.Status.State == WorkerState.WaitingForNode));
        Assert.All(scene.Runners, static runner => Assert.Equal(WorkerState.WaitingForNode, runner.Status.State));
        await scene.PassAsync(TenMinutes.Length);
        output.WriteLine(scene.Log.Summary());
        Assert.Single(scene.Log.Lines, static line => line.Id == 1044);
        Assert.InRange(scene.Log.Count(1045), Minutes - 1, Minutes);
        Assert.Contains(scene.Log.Lines, static line => line.Id == 1045 && line.Text.Contains("; 20 workers wait: ", StringComparison.Ordinal));
        // The loss of the event stream is one more line a minute.
        Assert.InRange(scene.Log.Count(LogLevel.Warning), Minutes, (2 * Minutes) + 3);
        Assert.InRange(scene.Log.Count(LogLevel.Information), 0, 2);
    }
}
