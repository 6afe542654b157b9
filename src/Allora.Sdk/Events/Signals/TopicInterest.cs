using System.Collections.Concurrent;

namespace Allora.Sdk.Events.Signals;

/// <summary>The topics whose outcomes have listeners. Events of other topics are skipped without allocating.</summary>
internal sealed class TopicInterest
{
    private readonly ConcurrentDictionary<ulong, int> _topics = new();

    public void Add(ulong topicId) => _topics.AddOrUpdate(topicId, 1, static (_, count) => count + 1);

    public void Remove(ulong topicId) => _topics.AddOrUpdate(topicId, 0, static (_, count) => Math.Max(0, count - 1));

    public bool Contains(ulong topicId) => _topics.TryGetValue(topicId, out var count) && count > 0;
}
