using Allora.Cli.Telemetry;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.Alerts;
using Allora.Sdk.Workers.History;

namespace Allora.Cli.Worker;

/// <summary>Runs the workers of one file in parallel, with a line for each window and each change of state.</summary>
internal sealed class WorkerFleet(AlloraClient client, RunConsole console, HistoryWriter history, AlertOptions? alerts, int? windows)
{
    private int _settled;

    public async Task RunAsync(WorkerCrew crew, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        foreach (var wallet in crew.Members.GroupBy(static member => member.Wallet))
            console.Say($"wallet {wallet.Key} on {client.Network.ChainId}; {string.Join(", ", wallet.Select(static member => $"{member.Role} of topic {member.Topic}"))}; Ctrl-C ends it");
        using var ended = new CancellationTokenSource();
        var upgrades = UpgradeLine.WatchAsync(client, () => crew.Members[0].Runner, console, ended.Token);
        var states = new StateLines(() => crew.Members, console, client.Time).WatchAsync(ended.Token);
        var alerting = AlertSettings.RunAsync(alerts, () => [.. crew.Members.Select(static member => member.Runner)], new LibraryLog(console), client.Time, ended.Token);
        try
        {
            await Task.WhenAll(crew.Members.Select(member => RunOneAsync(member, stop)));
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(upgrades, states, alerting);
        }
    }

    // If one worker cannot continue, all end: the user sees it at once.
    private async Task RunOneAsync(CrewMember member, CancellationTokenSource stop)
    {
        var writing = WriteResultsAsync(member, stop);
        member.Runner.AddObserver(history.Of(client.Network.ChainId, member.Actor));
        try
        {
            await member.Runner.RunAsync(stop.Token);
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            await writing;
        }
    }

    private async Task WriteResultsAsync(CrewMember member, CancellationTokenSource stop)
    {
        await foreach (var result in member.Runner.ResultsAsync(CancellationToken.None))
        {
            if (result.Status == SubmissionStatus.Broadcast)
                continue;
            ResultLine.Write(console, member, result);
            if (Interlocked.Increment(ref _settled) >= windows)
                await stop.CancelAsync();
        }
    }
}
