using System.Text.Json;
using Allora.Cli.Running;
using Allora.Cli.Worker.Entries;

namespace Allora.Cli.Worker.Reloading;

/// <summary>What differs between the file that runs and the same file read again.</summary>
internal sealed record FileChange
{
    // Everything else is of the process: its network, its wallets, its journals.
    private static readonly HashSet<string> OfWorkers =
    [
        nameof(WorkerFile.Workers), nameof(WorkerFile.Reputers), nameof(WorkerFile.Entries),
        nameof(WorkerFile.FeeTier), nameof(WorkerFile.MaximumFee), nameof(WorkerFile.GasPriceCap), nameof(WorkerFile.GasMarginPercent), nameof(WorkerFile.DryRun),
    ];

    /// <summary>Entries that begin.</summary>
    public required IReadOnlyList<ModelEntry> New { get; init; }

    /// <summary>Entries that end.</summary>
    public required IReadOnlyList<ModelEntry> Gone { get; init; }

    /// <summary>Entries that end and begin with other values: before and after.</summary>
    public required IReadOnlyList<(ModelEntry Before, ModelEntry After)> Changed { get; init; }

    /// <summary>Entries that run on untouched: before and after, whose place in the file may differ.</summary>
    public required IReadOnlyList<(ModelEntry Before, ModelEntry After)> Same { get; init; }

    public bool IsNone => New.Count + Gone.Count + Changed.Count == 0;

    /// <summary>Compares two files.</summary>
    /// <exception cref="UsageException">They differ in something that a running process cannot change.</exception>
    public static FileChange Of(WorkerFile before, WorkerFile after)
    {
        Refuse(before, after);
        var (old, next) = (ByIdentity(before), ByIdentity(after));
        var both = old.Keys.Where(next.ContainsKey).Select(id => (Before: old[id], After: next[id])).ToLookup(pair => EntryContent.Of(before, pair.Before) == EntryContent.Of(after, pair.After));
        return new FileChange
        {
            New = [.. next.Where(pair => !old.ContainsKey(pair.Key)).Select(static pair => pair.Value)],
            Gone = [.. old.Where(pair => !next.ContainsKey(pair.Key)).Select(static pair => pair.Value)],
            Changed = [.. both[false]],
            Same = [.. both[true]],
        };
    }

    private static Dictionary<(Type Kind, ulong Topic, string? Key, int Count), ModelEntry> ByIdentity(WorkerFile file) =>
        file.Entries.GroupBy(static entry => (entry.GetType(), entry.Topic, entry.Key))
            .SelectMany(static group => group.Select((entry, count) => (Id: (group.Key.Item1, group.Key.Topic, group.Key.Key, count), Entry: entry)))
            .ToDictionary(static one => one.Id, static one => one.Entry);

    private static void Refuse(WorkerFile before, WorkerFile after)
    {
        // The wallets that send for others keep the limits that they were opened with.
        var keepsFees = before.SubmittedBy.Count > 0;
        var names = typeof(WorkerFile).GetProperties()
            .Where(property => keepsFees ? property.PropertyType != typeof(IEnumerable<ModelEntry>) && property.Name is not (nameof(WorkerFile.Workers) or nameof(WorkerFile.Reputers)) : !OfWorkers.Contains(property.Name))
            .Where(property => EntryContent.Text(property.GetValue(before)) != EntryContent.Text(property.GetValue(after)))
            .Select(static property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)).ToList();
        if (names.Count > 0)
            throw new UsageException($"{string.Join(", ", names)} cannot be changed in a running process: end it, and start it again");
    }
}
