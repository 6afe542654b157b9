using Allora.Sdk.Events;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Workers;

/// <summary>
/// One listener on the event stream for all workers of a client. It has opened windows routed to the topics that want them and keeps the
/// newest height; while no event arrives it asks the node for the height, so that confirmations go on without a socket.
/// </summary>
internal sealed class BlockHub(AlloraClient client, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan PollWithoutEvents = TimeSpan.FromSeconds(2);

    private readonly HintRoutes _routes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = NewSignal();
    private Task? _listening;
    private long _height;
    private (long Height, DateTimeOffset Time) _newest;

    /// <summary>The newest height that was seen, 0 before the first.</summary>
    public long Height => Volatile.Read(ref _height);

    /// <summary>The time of a block, where it is the newest one; null otherwise.</summary>
    public DateTimeOffset? TimeOf(long height)
    {
        lock (_lock)
            return _newest.Height == height ? _newest.Time : null;
    }

    public void Add(WindowSide side, ulong topicId, IHintSink sink)
    {
        _routes.Add(side, topicId, sink);
        Listen();
    }

    /// <summary>Opens the event stream, for those who only wait for blocks.</summary>
    public void Listen()
    {
        lock (_lock)
            _listening ??= Task.Run(() => ListenAsync(_stop.Token));
    }

    public void Remove(WindowSide side, ulong topicId, IHintSink sink) => _routes.Remove(side, topicId, sink);

    /// <summary>A reply told a height.</summary>
    public void Observe(long height)
    {
        TaskCompletionSource? due = null;
        lock (_lock)
        {
            if (height <= _height)
                return;
            Volatile.Write(ref _height, height);
            (due, _next) = (_next, NewSignal());
        }

        due.TrySetResult();
    }

    /// <summary>Waits for a height above the given one; at most a few seconds pass before the node is asked where events are silent.</summary>
    public async Task<long> NextAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal;
            lock (_lock)
            {
                if (_height > after)
                    return _height;
                signal = _next.Task;
            }

            try
            {
                await signal.WaitAsync(PollWithoutEvents, client.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                if (await AskAsync(cancellationToken).ConfigureAwait(false) is not { } height)
                    return after;
                Observe(height);
                if (height <= after)
                    return after;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        if (_listening is { } listening)
            await listening.ConfigureAwait(false);
        _stop.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<long?> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetBlockHeaderAsync(0, cancellationToken).ConfigureAwait(false)).Height;
        }
        catch (AlloraException exception)
        {
            WorkerLog.HeightUnknown(logger, exception.Message);
            return null;
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var signal in client.Events.ListenAsync(cancellationToken).ConfigureAwait(false))
            {
                switch (signal)
                {
                    case BlockSignal block:
                        OnBlock(block);
                        break;
                    case StreamConnected:
                        _routes.OfferAll(new LookHint("the event stream is connected"));
                        break;
                    case StreamGap gap:
                        _routes.OfferAll(new LookHint($"blocks {gap.AfterHeight + 1} to {gap.NextHeight - 1} were not heard of"));
                        break;
                    case StreamLost lost:
                        WorkerLog.StreamLost(logger, lost.Reason);
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The owner disposes the hub.
        }
    }

    private void OnBlock(BlockSignal block)
    {
        _routes.Offer(block);
        if (block.Time is { } time)
        {
            lock (_lock)
                _newest = (block.Height, time);
        }

        Observe(block.Height);
    }
}
