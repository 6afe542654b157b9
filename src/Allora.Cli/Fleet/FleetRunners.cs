using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Cli.Worker;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Files;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.PostgreSql.Fleet;
using Allora.Sdk.Workers.History;

namespace Allora.Cli.Fleet;

/// <summary>The workers of a member: models over HTTP, with a line for each window.</summary>
internal sealed class FleetRunners(AlloraClient client, WorkerFile file, RunConsole console, HistoryWriter history, bool dryRun) : IFleetWorkers, IAsyncDisposable
{
    private readonly ConcurrentDictionary<WorkerRunner, (EntryRunner Entry, Task Writing)> _running = new();
    private readonly ConcurrentDictionary<FleetWorker, bool> _known = new();

    /// <summary>The workers that run at present.</summary>
    public IReadOnlyList<CrewMember> Members => [.. _running.Values.Select(static one => one.Entry.Member)];

    public bool CanRun(FleetWorker worker) => _known.GetOrAdd(worker, one =>
    {
        try
        {
            FleetEntry.Read(one);
            return true;
        }
        catch (UsageException wrong)
        {
            console.Write("refused", Levels.Warning, new JsonObject { ["wallet"] = one.Wallet, ["topic"] = one.TopicId, ["reason"] = wrong.Message }, $"not run here: {wrong.Message}");
            return false;
        }
    });

    public WorkerRunner Create(FleetWorker worker, AlloraWallet wallet)
    {
        var entry = FleetEntry.Read(worker);
        var runner = new EntryRunner(client, wallet, entry, WorkerSettings.Of(file, entry, dryRun));
        runner.Member.Runner.AddObserver(history.Of(client.Network.ChainId, runner.Member.Actor));
        _running[runner.Member.Runner] = (runner, WriteResultsAsync(runner.Member));
        return runner.Member.Runner;
    }

    public void Ended(FleetWorker worker, WorkerRunner runner, Exception? failure)
    {
        if (_running.TryGetValue(runner, out var ended))
            ended.Entry.Dispose();
    }

    // The results end with their runner.
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, writing) in _running.Values)
            await writing;
    }

    private async Task WriteResultsAsync(CrewMember member)
    {
        await foreach (var result in member.Runner.ResultsAsync(CancellationToken.None))
        {
            if (result.Status != SubmissionStatus.Broadcast)
                ResultLine.Write(console, member, result);
        }

        _running.TryRemove(member.Runner, out _);
    }
}
