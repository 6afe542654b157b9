using System.Text.Json.Nodes;
using Allora.Cli.Telemetry;
using Allora.Cli.Worker.Reloading;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.Alerts;
using Allora.Sdk.Workers.History;

namespace Allora.Cli.Worker;

/// <summary>Runs the workers of one file in parallel, with a line for each window and each change of state.</summary>
internal sealed class WorkerFleet(AlloraClient client, RunConsole console, HistoryWriter history, AlertOptions? alerts, int? windows)
{
    private int _settled;

    /// <summary>Runs the crew until stopped, and answers requests to read the file again.</summary>
    public async Task RunAsync(WorkerCrew crew, ReloadSignal signal, Reloader reloader, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signal.HungUp);
        List<CrewMember> first = [.. crew.Members];
        var run = new CrewRun((member, own) => RunOneAsync(member, isFirst: first.Contains(member), stop, own), crew.Ended, stop.Token);
        foreach (var wallet in crew.Members.GroupBy(static member => member.Wallet))
            console.Say($"wallet {wallet.Key} on {client.Network.ChainId}; {string.Join(", ", wallet.Select(static member => $"{member.Role} of topic {member.Topic}"))}; Ctrl-C ends it");
        using var ended = new CancellationTokenSource();
        var upgrades = UpgradeLine.WatchAsync(client, () => crew.Members is [var one, ..] ? one.Runner : null, console, ended.Token);
        var states = new StateLines(() => crew.Members, console, client.Time).WatchAsync(ended.Token);
        var alerting = AlertSettings.RunAsync(alerts, () => [.. crew.Members.Select(static member => member.Runner)], new LibraryLog(console), client.Time, ended.Token);
        try
        {
            first.ForEach(member => run.Start(member));
            await run.WaitAsync(signal.NextAsync, () => reloader.Apply(run));
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(upgrades, states, alerting);
        }
    }

    // If one worker cannot continue, all end: the user sees it at once. One that was added while others run ends alone.
    private async Task RunOneAsync(CrewMember member, bool isFirst, CancellationTokenSource stop, CancellationToken own)
    {
        var writing = WriteResultsAsync(member, stop);
        member.Runner.AddObserver(history.Of(client.Network.ChainId, member.Actor));
        try
        {
            await member.Runner.RunAsync(own);
        }
        catch (AlloraException failure) when (!isFirst)
        {
            console.Write("reload_refused", Levels.Warning, new JsonObject { ["topic"] = member.Topic, ["problems"] = new JsonArray(failure.Message) }, $"topic {member.Topic}, which was added, cannot run: {failure.Message}");
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
