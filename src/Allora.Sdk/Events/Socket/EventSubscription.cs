using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Allora.Sdk.Events.Signals;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Events.Socket;

/// <summary>One listener's bounded buffer. If it is full, the oldest signal is dropped and the reader receives a <see cref="StreamGap"/>.</summary>
/// <remarks>One writer at a time (the hub, under its lock), one reader.</remarks>
internal sealed class EventSubscription : IDisposable
{
    private readonly Channel<Entry> _channel;
    private readonly ILogger _log;
    private readonly Action<EventSubscription> _leave;
    private long _written;
    private long _read;
    private long _dropped;
    private long _lastHeight;
    private ChainSignal? _held;
    private int _left;

    public EventSubscription(int capacity, long lastHeight, ILogger log, Action<EventSubscription> leave)
    {
        _lastHeight = lastHeight;
        _log = log;
        _leave = leave;

        // Continuations must not run on the writer's thread: that is the socket's read loop.
        _channel = Channel.CreateBounded<Entry>(new BoundedChannelOptions(capacity)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
            AllowSynchronousContinuations = false,
        });
    }

    /// <summary>Returns false if no more signals will arrive.</summary>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken) =>
        _held is null ? _channel.Reader.WaitToReadAsync(cancellationToken) : ValueTask.FromResult(true);

    public bool TryRead([NotNullWhen(true)] out ChainSignal? signal)
    {
        if (_held is not null)
        {
            (signal, _held) = (_held, null);
            return true;
        }

        if (!_channel.Reader.TryRead(out var entry))
        {
            signal = null;
            return false;
        }

        // A gap in the numbering shows where signals were dropped.
        _dropped += entry.Number - _read;
        _read = entry.Number + 1;
        signal = _dropped == 0 ? entry.Signal : ReportLoss(entry.Signal);
        _lastHeight = entry.Signal is BlockSignal { Height: var height } ? height : _lastHeight;
        return true;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0)
            _leave(this);
    }

    internal void Write(ChainSignal signal) => _channel.Writer.TryWrite(new Entry(_written++, signal));

    internal void Complete(Exception? error) => _channel.Writer.TryComplete(error);

    private ChainSignal ReportLoss(ChainSignal next)
    {
        StreamGap gap;
        switch (next)
        {
            case BlockSignal block:
                gap = new StreamGap { AfterHeight = _lastHeight, NextHeight = block.Height, DroppedSignals = _dropped };
                _held = block;
                break;
            case StreamGap missed:
                gap = new StreamGap { AfterHeight = _lastHeight, NextHeight = missed.NextHeight, DroppedSignals = _dropped };
                break;
            default:
                // The end of the gap is only known with the next block.
                return next;
        }

        EventLog.ListenerTooSlow(_log, gap.DroppedSignals, gap.AfterHeight, gap.NextHeight);
        _dropped = 0;
        return gap;
    }

    private readonly record struct Entry(long Number, ChainSignal Signal);
}
