using System.Collections.Concurrent;
using System.Globalization;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Journal;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>Keeps the moments that latency is measured by.</summary>
internal sealed class Stamps(TimeProvider time, Func<long> height, int kept)
{
    // The indexer's delay is a matter of the last few blocks.
    private const int CommitsKept = 10_000;

    private readonly ConcurrentQueue<DevNetStamp> _stamps = [];
    private readonly ConcurrentDictionary<long, long> _commits = [];

    /// <summary>Called for each stamp as it comes.</summary>
    public event Action<DevNetStamp>? Stamped;

    public IReadOnlyList<DevNetStamp> All => [.. _stamps];

    public void Committed(long block, long timestamp)
    {
        _commits.TryAdd(block, timestamp);
        _commits.TryRemove(block - CommitsKept, out _);
    }

    public TimeSpan Since(long block) => _commits.TryGetValue(block, out var then) ? time.GetElapsedTime(then) : TimeSpan.MaxValue;

    public void FrameSent(CommittedBlock block, long timestamp)
    {
        var topics = block.BlockEvents
            .Where(static emitted => emitted.Type.EndsWith(".EventWorkerSubmissionWindowOpened", StringComparison.Ordinal))
            .Select(static emitted => emitted.Attributes.First(static pair => pair.Key == "topic_id").Value.Trim('"'))
            .Select(static id => ulong.Parse(id, CultureInfo.InvariantCulture))
            .ToList();
        if (topics.Count > 0)
            Add(new DevNetStamp { Kind = "window", Height = block.Height, Timestamp = timestamp, Topics = topics });
    }

    public void Broadcast(CheckTxResult result, long timestamp) =>
        Add(new DevNetStamp { Kind = "broadcast", Height = height(), Timestamp = timestamp, Hash = result.Hash, Code = result.Code });

    private void Add(DevNetStamp stamp)
    {
        stamp = stamp with { Time = time.GetUtcNow() };
        _stamps.Enqueue(stamp);
        if (_stamps.Count > kept)
            _stamps.TryDequeue(out _);
        Stamped?.Invoke(stamp);
    }
}
