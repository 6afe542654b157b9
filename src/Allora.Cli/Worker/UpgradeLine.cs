using System.Text.Json.Nodes;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.Chain;

namespace Allora.Cli.Worker;

/// <summary>Writes a line when the chain plans an upgrade, or plans another one. Reads what the workers know: no query of its own.</summary>
internal static class UpgradeLine
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static async Task WatchAsync(AlloraClient client, Func<WorkerRunner?> runner, RunConsole console, CancellationToken stop)
    {
        PlannedUpgrade? shown = null;
        try
        {
            using var timer = new PeriodicTimer(Interval, client.Time);
            while (await timer.WaitForNextTickAsync(stop))
            {
                if (runner()?.GetHealth().PlannedUpgrade is not { } planned || (planned.Name == shown?.Name && planned.Height == shown.Height))
                    continue;
                console.Write("upgrade", planned.IsKnown ? Levels.Information : Levels.Warning, Json(shown = planned), $"upgrade planned: {planned}");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The workers have ended.
        }
    }

    private static JsonObject Json(PlannedUpgrade planned) => new()
    {
        ["upgrade"] = planned.Name,
        ["height"] = planned.Height,
        ["expected_at"] = planned.ExpectedAt?.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
        ["known"] = planned.IsKnown,
    };
}
