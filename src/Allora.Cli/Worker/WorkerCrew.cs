using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Files;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;

namespace Allora.Cli.Worker;

/// <summary>The runners of a file, with the programs behind them.</summary>
internal sealed class WorkerCrew : IDisposable
{
    private readonly List<EntryRunner> _runners;

    public WorkerCrew(AlloraClient client, WorkerWallets wallets, WorkerFile file, bool dryRun)
    {
        // One for all workers: those that share it share transactions.
        var senders = WorkerSettings.Senders(file, wallets.Senders);
        _runners = [.. file.Entries.Select(entry => new EntryRunner(client, wallets[entry], entry, WorkerSettings.Of(file, entry, dryRun, senders)))];
        Members = [.. _runners.Select(static runner => runner.Member)];
    }

    public IReadOnlyList<CrewMember> Members { get; }

    public void Dispose() => _runners.ForEach(static runner => runner.Dispose());
}
