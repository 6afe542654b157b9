using System.Collections.Concurrent;
using System.Collections.Immutable;
using Allora.Sdk.Events.Frames;
using Allora.Sdk.Events.Signals;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Events.Socket;

/// <summary>
/// Delivers signals: puts the frames of the current connection in order, and passes them to every listener's buffer, or to a
/// direct listener at once. Each method is short and runs only our own code, so connections call them from the socket's read loop.
/// </summary>
internal sealed class SignalHub(int capacity, ILogger log)
{
    private readonly Lock _gate = new();
    private readonly BlockSequence _sequence = new();
    private readonly List<EventSubscription> _listeners = [];
    private readonly ConcurrentQueue<ChainSignal> _undelivered = new();
    private ImmutableArray<Action<ChainSignal>> _direct = [];
    private int _dispatching;
    private EventConnection? _current;
    private bool _connected;
    private long _latestHeight;
    private int _frameRetainers;

    /// <summary>The topics whose outcomes are read from blocks.</summary>
    public TopicInterest Interest { get; } = new();

    public bool IsConnected => Volatile.Read(ref _connected);

    public long LatestHeight => Volatile.Read(ref _latestHeight);

    /// <summary>Until the result is disposed, signals of blocks carry the blocks' frames. Otherwise no frame is copied.</summary>
    public DisposeAction RetainFrames()
    {
        Interlocked.Increment(ref _frameRetainers);
        return new DisposeAction(() => Interlocked.Decrement(ref _frameRetainers));
    }

    private bool HasListeners => _listeners.Count > 0 || _direct.Length > 0;

    /// <summary>Adds a listener. Returns true if it is the only one.</summary>
    public bool Add(Action<EventSubscription> leave, out EventSubscription listener)
    {
        lock (_gate)
        {
            var isFirst = !HasListeners;
            if (isFirst)
                _sequence.Reset();
            listener = new EventSubscription(capacity, _sequence.Latest, log, leave);
            _listeners.Add(listener);
            if (_connected)
                listener.Write(new StreamConnected());
            return isFirst;
        }
    }

    /// <summary>
    /// Adds a listener that is called, one signal after the other, on the thread that reads them. Returns true if it is the only one. Its first
    /// signals wait for <see cref="Dispatch"/>.
    /// </summary>
    public bool Add(Action<ChainSignal> direct)
    {
        lock (_gate)
        {
            var isFirst = !HasListeners;
            if (isFirst)
                _sequence.Reset();
            _direct = _direct.Add(direct);
            // A surplus signal is harmless to the others.
            if (_connected)
                _undelivered.Enqueue(new StreamConnected());
            return isFirst;
        }
    }

    /// <summary>Removes a direct listener. Returns true if it was the last listener.</summary>
    public bool Remove(Action<ChainSignal> direct)
    {
        lock (_gate)
        {
            _direct = _direct.Remove(direct);
            return IsAbandoned();
        }
    }

    /// <summary>Removes a listener. Returns true if it was the last one; signals of the connection are then ignored.</summary>
    public bool Remove(EventSubscription listener)
    {
        lock (_gate)
        {
            listener.Complete(null);
            return _listeners.Remove(listener) && IsAbandoned();
        }
    }

    /// <summary>Completes all listeners: no more signals will arrive.</summary>
    public void Complete(Exception? error)
    {
        lock (_gate)
        {
            _current = null;
            _connected = false;
            foreach (var listener in _listeners)
                listener.Complete(error);
        }
    }

    /// <summary>From now on signals of this connection are delivered, and those of the previous one are not.</summary>
    public void Begin(EventConnection connection)
    {
        lock (_gate)
        {
            if (!HasListeners)
                return;
            _current = connection;
            _sequence.BeginConnection();
        }
    }

    public void Connected(EventConnection connection)
    {
        lock (_gate)
        {
            if (_current != connection)
                return;
            _connected = true;
            Publish(new StreamConnected());
        }

        Dispatch();
    }

    public void Lost(EventConnection connection, string reason)
    {
        lock (_gate)
        {
            if (_current != connection)
                return;
            _current = null;
            if (!_connected)
                return;
            _connected = false;
            Publish(new StreamLost { Reason = reason });
        }

        Dispatch();
    }

    public void Header(EventConnection connection, DecodedFrame frame)
    {
        lock (_gate)
        {
            if (_current == connection)
                _sequence.NoteHeader(frame.Height, frame.Time);
        }
    }

    /// <summary>Publishes a block and the gap before it. Returns the gap, for the log.</summary>
    public StreamGap? Block(EventConnection connection, DecodedFrame frame, ReadOnlySpan<byte> bytes, long receivedTimestamp)
    {
        StreamGap? gap;
        lock (_gate)
        {
            if (_current != connection || !_sequence.TryAccept(frame, receivedTimestamp, out var block, out gap))
                return null;
            _latestHeight = block.Height;
            if (Volatile.Read(ref _frameRetainers) > 0)
                block = block with { Frame = new KeptFrame(bytes.ToArray(), block.Height) };
            if (gap is not null)
                Publish(gap);
            Publish(block);
        }

        Dispatch();
        return gap;
    }

    /// <summary>
    /// Calls direct listeners with new signals. Outside of every lock, since they may call back; by one thread at a time, so that
    /// the order is kept.
    /// </summary>
    public void Dispatch()
    {
        while (!_undelivered.IsEmpty && Interlocked.Exchange(ref _dispatching, 1) == 0)
        {
            try
            {
                while (_undelivered.TryDequeue(out var signal))
                {
                    foreach (var listener in _direct)
                        listener(signal);
                }
            }
            finally
            {
                Volatile.Write(ref _dispatching, 0);
            }
        }
    }

    private bool IsAbandoned()
    {
        if (HasListeners)
            return false;
        _current = null;
        _connected = false;
        return true;
    }

    private void Publish(ChainSignal signal)
    {
        foreach (var listener in _listeners)
            listener.Write(signal);
        if (_direct.Length > 0)
            _undelivered.Enqueue(signal);
    }
}
