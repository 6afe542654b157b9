using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Files;
using Allora.Cli.Worker.Reloading;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;

namespace Allora.Cli.Worker;

/// <summary>The runners of a file, with the programs behind them. They change when the file is read again.</summary>
internal sealed class WorkerCrew : IDisposable
{
    private readonly AlloraClient _client;
    private readonly WorkerWallets _wallets;
    private readonly Func<WorkerFile, ModelEntry, WorkerOptions> _optionsOf;
    private readonly Lock _lock = new();
    private readonly Dictionary<ModelEntry, EntryRunner> _runners = new(ReferenceEqualityComparer.Instance);
    private readonly List<EntryRunner> _ending = [];
    private volatile IReadOnlyList<CrewMember> _members;

    public WorkerCrew(AlloraClient client, WorkerWallets wallets, WorkerFile file, bool dryRun)
    {
        // One for all workers: those that share it share transactions.
        var senders = WorkerSettings.Senders(file, wallets.Senders);
        (_client, _wallets, File) = (client, wallets, file);
        _optionsOf = (current, entry) => WorkerSettings.Of(current, entry, dryRun, senders);
        foreach (var entry in file.Entries)
            _runners.Add(entry, Create(file, entry));
        _members = [.. _runners.Values.Select(static runner => runner.Member)];
    }

    /// <summary>The file whose entries run.</summary>
    public WorkerFile File { get; private set; }

    /// <summary>Those that run, in no order after a change.</summary>
    public IReadOnlyList<CrewMember> Members => _members;

    /// <summary>Takes up a file that was read again. Nothing is changed if it cannot be used.</summary>
    /// <returns>What differs, with the members to start, each after the one that it takes the place of, and those to end.</returns>
    public (FileChange Change, IReadOnlyList<(CrewMember Member, CrewMember? After)> Start, IReadOnlyList<CrewMember> End) Take(WorkerFile file)
    {
        var change = FileChange.Of(File, file);
        var created = new List<(ModelEntry Entry, EntryRunner Runner, CrewMember? After)>();
        try
        {
            foreach (var (entry, before) in change.New.Select(static entry => (entry, (ModelEntry?)null)).Concat(change.Changed.Select(static pair => (pair.After, (ModelEntry?)pair.Before))))
            {
                _wallets.Open(entry);
                created.Add((entry, Create(file, entry), before is null ? null : _runners[before].Member));
            }
        }
        catch
        {
            created.ForEach(static one => one.Runner.Dispose());
            throw;
        }

        List<EntryRunner> ended = [.. change.Gone.Concat(change.Changed.Select(static pair => pair.Before)).Select(entry => _runners[entry])];
        lock (_lock)
        {
            foreach (var entry in change.Gone.Concat(change.Changed.Select(static pair => pair.Before)))
                _runners.Remove(entry);
            foreach (var (before, after) in change.Same)
            {
                _runners.Remove(before, out var runner);
                _runners.Add(after, runner!);
            }

            created.ForEach(one => _runners.Add(one.Entry, one.Runner));
            _ending.AddRange(ended);
            File = file;
            _members = [.. _runners.Values.Select(static runner => runner.Member)];
        }

        return (change, [.. created.Select(static one => (one.Runner.Member, one.After))], [.. ended.Select(static runner => runner.Member)]);
    }

    /// <summary>Closes the connections of a member that has ended, if the file has it no more.</summary>
    public void Ended(CrewMember member)
    {
        lock (_lock)
        {
            foreach (var runner in _ending.Where(one => one.Member == member).ToList())
            {
                runner.Dispose();
                _ending.Remove(runner);
            }
        }
    }

    public void Dispose()
    {
        foreach (var runner in _runners.Values.Concat(_ending))
            runner.Dispose();
    }

    private EntryRunner Create(WorkerFile file, ModelEntry entry) => new(_client, _wallets[entry], entry, _optionsOf(file, entry));
}
