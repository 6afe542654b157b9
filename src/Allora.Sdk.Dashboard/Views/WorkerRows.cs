using Allora.Sdk.Dashboard.Feed;

namespace Allora.Sdk.Dashboard.Views;

/// <summary>Turns workers into rows.</summary>
internal static class WorkerRows
{
    /// <summary>The windows of a worker that its success rate counts.</summary>
    public const int RateWindows = 100;

    private const int LastWindows = 24;

    public static WorkerRow Of(DashboardWorker worker, WorkerHealth health, bool mayPause)
    {
        var windows = worker.Lane.Newest(RateWindows);
        return new WorkerRow(
            worker.Name, worker.Runner.TopicId, worker.Runner.WalletAddress, Role(worker.Runner), worker.Runner.Client.Network.ChainId, health.Status.State.ToString(), Levels.Of(health),
            Shown.Text(health.Detail)!, Shown.Time(health.Status.Since), mayPause && worker.Runner.Status.State != WorkerState.Stopped, worker.Runner.IsPaused, health.NextWindow,
            health.LastWindowSeen > health.LastWindowSettled ? health.LastWindowSeen : 0, WindowRows.Rate(windows),
            [.. windows.Take(LastWindows).Select(static one => Levels.Of(one.Result.Status)).Reverse()]);
    }

    private static string Role(WorkerRunner runner) => string.Join(" and ", runner.Actors.Select(static actor => actor.ToString())).ToLowerInvariant();
}
