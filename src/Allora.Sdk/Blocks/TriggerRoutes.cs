using System.Collections.Concurrent;
using Allora.Sdk.Chain;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Blocks;

/// <summary>Routes triggers to the workers of a topic. Each opened window costs one look-up, however many topics there are.</summary>
internal sealed class TriggerRoutes
{
    private readonly ConcurrentDictionary<(WindowSide Side, ulong Topic), ConcurrentDictionary<ITriggerSink, byte>> _sinks = [];

    public void Add(WindowSide side, ulong topicId, ITriggerSink sink) => _sinks.GetOrAdd((side, topicId), static _ => []).TryAdd(sink, 0);

    public void Remove(WindowSide side, ulong topicId, ITriggerSink sink)
    {
        if (_sinks.TryGetValue((side, topicId), out var sinks))
            sinks.TryRemove(sink, out _);
    }

    /// <summary>Delivers the windows that a block opened.</summary>
    public void Offer(BlockSignal block)
    {
        Offer(block, WindowSide.Worker, block.Opened);
        Offer(block, WindowSide.Reputer, block.ReputerOpened);
        foreach (var outcome in block.Outcomes)
            OfferBoth(outcome.TopicId, new OutcomeTrigger(outcome, block.Height));
        for (var i = 0; i < block.Closed.Count; i++)
            OfferBoth(block.Closed[i].TopicId, new ClosedTrigger(WindowSide.Worker, block.Closed[i].Nonce, block.Height));
        for (var i = 0; i < block.ReputerClosed.Count; i++)
            OfferBoth(block.ReputerClosed[i].TopicId, new ClosedTrigger(WindowSide.Reputer, block.ReputerClosed[i].Nonce, block.Height));
    }

    /// <summary>Delivers a trigger to all workers.</summary>
    public void OfferAll(Trigger trigger)
    {
        foreach (var (_, sinks) in _sinks)
        {
            foreach (var (sink, _) in sinks)
                sink.Offer(trigger);
        }
    }

    private void OfferBoth(ulong topicId, Trigger trigger)
    {
        foreach (var side in (ReadOnlySpan<WindowSide>)[WindowSide.Worker, WindowSide.Reputer])
        {
            if (!_sinks.TryGetValue((side, topicId), out var sinks))
                continue;
            foreach (var (sink, _) in sinks)
                sink.Offer(trigger);
        }
    }

    private void Offer(BlockSignal block, WindowSide side, IReadOnlyList<WindowOpened> windows)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            var opened = windows[i];
            if (!_sinks.TryGetValue((side, opened.TopicId), out var sinks))
                continue;
            var trigger = new WindowTrigger(opened.Nonce, opened.WindowEnd, opened.Nonce == block.Height ? block.Time : null, block.ReceivedTimestamp) { SeenAt = block.Height };
            foreach (var (sink, _) in sinks)
                sink.Offer(trigger);
        }
    }
}

/// <summary>Accepts triggers without waiting.</summary>
internal interface ITriggerSink
{
    void Offer(Trigger trigger);
}
