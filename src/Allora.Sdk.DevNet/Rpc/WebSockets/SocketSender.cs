using System.Buffers;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Nodes;

namespace Allora.Sdk.DevNet.Rpc.WebSockets;

/// <summary>
/// Sends frames in order. While the client keeps up, the thread that brings a frame puts it into the socket itself, so that
/// events leave right after the commit; otherwise the frames wait for the write under way.
/// </summary>
internal sealed class SocketSender(Stream stream, INode node, CancellationTokenSource lifetime)
{
    private const int BatchBytes = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<OutgoingFrame> _waiting = new();
    private readonly ArrayBufferWriter<byte> _batch = new(32 * 1024);
    private readonly List<CommittedBlock> _stamps = [];
    private TimeSpan _delay;
    private bool _isDraining;
    private bool _isClosed;

    /// <summary>Ends when everything queued so far was handed over.</summary>
    public Task Drained { get; private set; } = Task.CompletedTask;

    /// <summary>From now on frames vanish, as into a connection whose other end is gone.</summary>
    public void Mute()
    {
        lock (_gate)
        {
            _isClosed = true;
            _waiting.Clear();
        }
    }

    public void Send(OutgoingFrame frame) => Send([frame]);

    /// <param name="frames">What to send, in this order.</param>
    /// <param name="queued">Called when their place in the order is taken and none has left yet.</param>
    public void Send(ReadOnlySpan<OutgoingFrame> frames, Action? queued = null)
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            foreach (var frame in frames)
                _waiting.Enqueue(frame);
            queued?.Invoke();
            if (_isDraining || _waiting.Count == 0)
                return;
            _isDraining = true;
        }

        Drained = DrainAsync();
    }

    private async Task DrainAsync()
    {
        try
        {
            while (TryFill(out var isLast))
            {
                if (_delay > TimeSpan.Zero)
                    await Task.Delay(_delay, node.Time, lifetime.Token).ConfigureAwait(false);
                var write = stream.WriteAsync(_batch.WrittenMemory, lifetime.Token);
                foreach (var block in _stamps)
                    node.WindowFrameSent(block);
                await write.ConfigureAwait(false);
                if (!isLast)
                    continue;
                await EndAsync().ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    private async Task EndAsync()
    {
        Mute();
        try
        {
            await lifetime.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The client went away meanwhile, and the connection has ended.
        }
    }

    private bool TryFill(out bool isLast)
    {
        isLast = false;
        _batch.ResetWrittenCount();
        _stamps.Clear();
        _delay = TimeSpan.Zero;
        while (!isLast && _delay == TimeSpan.Zero && _batch.WrittenCount < BatchBytes && TryTake(out var frame))
        {
            _delay = frame.Delay;
            frame.WriteTo(_batch);
            frame.Subscription?.Sent();
            if (frame.Stamped is { } block)
                _stamps.Add(block);
            isLast = frame.EndsConnection;
        }

        if (_batch.WrittenCount > 0)
            return true;
        return false;
    }

    private bool TryTake(out OutgoingFrame frame)
    {
        lock (_gate)
        {
            // A frame that is delayed goes alone, so that it holds up only what comes after it.
            if (_waiting.TryPeek(out frame!) && (frame.Delay == TimeSpan.Zero || _batch.WrittenCount == 0))
                return _waiting.TryDequeue(out frame!);

            // Only an empty batch ends the draining; with bytes in it another round follows.
            if (_batch.WrittenCount == 0)
                _isDraining = false;
            return false;
        }
    }
}
