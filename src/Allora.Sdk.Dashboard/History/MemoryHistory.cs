using System.Collections.Concurrent;

namespace Allora.Sdk.Dashboard.History;

/// <summary>The newest windows of each worker, in memory.</summary>
internal sealed class MemoryHistory(int windowsPerWorker) : IWindowHistory
{
    private readonly ConcurrentDictionary<string, WindowLane> _lanes = new(StringComparer.Ordinal);

    /// <summary>How many windows were read so far, over all workers.</summary>
    public long WindowsRead => _lanes.Values.Sum(static lane => lane.WindowsRead);

    public WindowLane Of(string worker) => _lanes.GetOrAdd(worker, _ => new WindowLane(windowsPerWorker));

    public ValueTask<IReadOnlyList<WindowRecord>> ReadAsync(WindowFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var lanes = filter.Worker is { } worker ? _lanes.TryGetValue(worker, out var lane) ? [lane] : [] : _lanes.Values;
        var chosen = lanes.Where(one => filter.TopicId is null || one.TopicId == filter.TopicId);
        return ValueTask.FromResult<IReadOnlyList<WindowRecord>>([.. Merged.InOrder(chosen.SelectMany(one => one.Read(filter))).Take(filter.Limit)]);
    }

    public ValueTask<WindowRecord?> FindAsync(string worker, long nonce, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_lanes.TryGetValue(worker, out var lane) ? lane.Find(nonce) : null);
}
