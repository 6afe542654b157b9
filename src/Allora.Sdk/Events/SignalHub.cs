using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Events;

/// <summary>
/// What listeners see: takes what the current connection reads, puts it in order, and hands it to every listener's buffer.
/// Each method is short and runs no code but ours, so connections call them from the socket's read loop.
/// </summary>
internal sealed class SignalHub(int capacity, ILogger log)
{
    private readonly Lock _gate = new();
    private readonly BlockSequence _sequence = new();
    private readonly List<EventSubscription> _listeners = [];
    private EventConnection? _current;
    private bool _connected;
    private long _latestHeight;
    private int _frameWishes;

    /// <summary>The topics whose outcomes are read from blocks.</summary>
    public TopicInterest Interest { get; } = new();

    public bool IsConnected => Volatile.Read(ref _connected);

    public long LatestHeight => Volatile.Read(ref _latestHeight);

    /// <summary>From here on until it is disposed of, signals of blocks carry the blocks' frames.</summary>
    public FrameWish WantFrames()
    {
        Interlocked.Increment(ref _frameWishes);
        return new FrameWish(() => Interlocked.Decrement(ref _frameWishes));
    }

    /// <summary>Adds a listener; true when it is the only one.</summary>
    public bool Add(Action<EventSubscription> leave, out EventSubscription listener)
    {
        lock (_gate)
        {
            if (_listeners.Count == 0)
                _sequence.Reset();
            listener = new EventSubscription(capacity, _sequence.Latest, log, leave);
            _listeners.Add(listener);
            if (_connected)
                listener.Write(new StreamConnected());
            return _listeners.Count == 1;
        }
    }

    /// <summary>Takes a listener away; true when it was the last one. The connection's signals are nobody's from then on.</summary>
    public bool Remove(EventSubscription listener)
    {
        lock (_gate)
        {
            listener.Complete(null);
            if (!_listeners.Remove(listener) || _listeners.Count > 0)
                return false;
            _current = null;
            _connected = false;
            return true;
        }
    }

    /// <summary>Tells every listener that nothing more will come.</summary>
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

    /// <summary>From here on the connection's signals count, and those of the one before do not.</summary>
    public void Begin(EventConnection connection)
    {
        lock (_gate)
        {
            if (_listeners.Count == 0)
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
            Publish(new StreamLost(reason));
        }
    }

    public void Header(EventConnection connection, DecodedFrame frame)
    {
        lock (_gate)
        {
            if (_current == connection)
                _sequence.NoteHeader(frame.Height, frame.Time);
        }
    }

    /// <summary>Publishes a block, and the gap before it, which is returned for the log.</summary>
    public StreamGap? Block(EventConnection connection, DecodedFrame frame, ReadOnlySpan<byte> bytes, long receivedTimestamp)
    {
        lock (_gate)
        {
            if (_current != connection || !_sequence.TryAccept(frame, receivedTimestamp, out var block, out var gap))
                return null;
            _latestHeight = block.Height;
            if (Volatile.Read(ref _frameWishes) > 0)
                block = block with { Frame = new KeptFrame(bytes.ToArray(), block.Height) };
            if (gap is not null)
                Publish(gap);
            Publish(block);
            return gap;
        }
    }

    private void Publish(ChainSignal signal)
    {
        foreach (var listener in _listeners)
            listener.Write(signal);
    }
}
