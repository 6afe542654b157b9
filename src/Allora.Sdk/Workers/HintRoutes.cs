using System.Collections.Concurrent;
using Allora.Sdk.Events;

namespace Allora.Sdk.Workers;

/// <summary>Which workers want to hear of which topic. A topic costs a look-up for each window that opens, however many others there are.</summary>
internal sealed class HintRoutes
{
    private readonly ConcurrentDictionary<ulong, ConcurrentDictionary<IHintSink, byte>> _sinks = [];

    public void Add(ulong topicId, IHintSink sink) => _sinks.GetOrAdd(topicId, static _ => []).TryAdd(sink, 0);

    public void Remove(ulong topicId, IHintSink sink)
    {
        if (_sinks.TryGetValue(topicId, out var sinks))
            sinks.TryRemove(sink, out _);
    }

    /// <summary>Tells of the windows that a block opened.</summary>
    public void Offer(BlockSignal block)
    {
        foreach (var opened in block.Opened)
        {
            if (!_sinks.TryGetValue(opened.TopicId, out var sinks))
                continue;
            var hint = new WindowHint(opened.Nonce, opened.WindowEnd, opened.Nonce == block.Height ? block.Time : null, block.ReceivedTimestamp);
            foreach (var (sink, _) in sinks)
                sink.Offer(hint);
        }
    }

    /// <summary>Tells everybody.</summary>
    public void OfferAll(LookHint hint)
    {
        foreach (var (_, sinks) in _sinks)
        {
            foreach (var (sink, _) in sinks)
                sink.Offer(hint);
        }
    }
}

/// <summary>Takes hints without waiting.</summary>
internal interface IHintSink
{
    void Offer(Hint hint);
}
