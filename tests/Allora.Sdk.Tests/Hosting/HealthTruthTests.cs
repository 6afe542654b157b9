using Allora.Sdk.Hosting.Health;
using Allora.Sdk.Testing.Journals;
using Allora.Sdk.Tests.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Allora.Sdk.Tests.Hosting;

/// <summary>Health after missed windows: never green from the block after the end, red within an epoch.</summary>
public sealed class HealthTruthTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_missed_window_is_not_green_from_the_block_after_its_end_and_red_within_an_epoch(bool hangs)
    {
        await using var scene = await HostScene.CreateAsync(allora => allora.UseWallet(_ => HostScene.Account(0), static options => options.Journal = new MemoryJournal()).AddAlloraWorker(
            67,
            async (_, cancellationToken) =>
            {
                if (hangs)
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new InvalidOperationException("no prices");
            },
            HostScene.Quick));
        await scene.Host.StartAsync(Ct);
        await scene.ReachAsync(WorkerState.Ready);
        await StepToAsync(scene, WorkerScene.FirstNonce);
        Assert.Equal(HealthStatus.Healthy, await ReadyAsync(scene));
        var end = WorkerScene.FirstNonce + WorkerScene.Window;
        var redAt = 0L;
        for (var height = WorkerScene.FirstNonce + 1; height <= end + WorkerScene.Epoch + 1; height++)
        {
            await StepToAsync(scene, height);
            var health = await ReadyAsync(scene);
            if (height > end)
                Assert.NotEqual(HealthStatus.Healthy, health);
            if (health == HealthStatus.Unhealthy && redAt == 0)
                redAt = height;
        }

        Assert.InRange(redAt, end + 1, end + WorkerScene.Epoch + 1);
    }

    private static async Task StepToAsync(HostScene scene, long height)
    {
        while (scene.DevNet.Height < height)
            await scene.DevNet.StepAsync(1, Ct);
    }

    // The worker has the block, and what it does with it takes a moment.
    private static async Task<HealthStatus> ReadyAsync(HostScene scene)
    {
        while (scene.Workers.Any(worker => worker.Runner.GetHealth().Height < scene.DevNet.Height))
            await Task.Delay(5, Ct);
        await ScenePace.PauseAsync(TimeSpan.FromMilliseconds(150), Ct);
        return (await scene.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(static check => check.Name == AlloraHealthChecks.ReadyName, Ct)).Status;
    }
}
