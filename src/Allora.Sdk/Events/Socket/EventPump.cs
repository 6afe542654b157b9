using Allora.Sdk.Chain.Transport;

namespace Allora.Sdk.Events.Socket;

/// <summary>Keeps a connection while there are listeners: connects, reads, waits, connects again, until it is stopped.</summary>
internal sealed class EventPump : IAsyncDisposable
{
    private static readonly TimeSpan LossLogInterval = TimeSpan.FromMinutes(1);

    private readonly NodeRotation _nodes;
    private readonly BlockPace _pace;
    private readonly SignalHub _hub;
    private readonly ReconnectBackoff _backoff;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private Task? _stopping;
    private bool _connectedBefore;
    private long? _lossLoggedAt;

    /// <summary>Starts a pump; it connects once the previous pump, which it then owns, has ended.</summary>
    public EventPump(IReadOnlyList<EventStreamSettings> nodes, SignalHub hub, EventPump? previous)
    {
        _nodes = new NodeRotation(nodes);
        _pace = nodes[0].Chain?.Pace ?? new BlockPace(nodes[0].Time);
        _hub = hub;
        var options = nodes[0].Options;
        _backoff = new ReconnectBackoff(options.ReconnectMinimum, options.ReconnectMaximum, options.Random ?? new Random());
        _running = Task.Run(() => RunAsync(previous));
    }

    private EventStreamSettings Current => _nodes.Current;

    /// <summary>Requests the end of the pump. Callbacks run on another thread, because callers hold a lock.</summary>
    public void Stop() => _stopping ??= _stop.CancelAsync();

    /// <summary>Stops the pump; afterwards the socket is closed and all of its work has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _running.ConfigureAwait(false);
        await _stopping!.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync(EventPump? previous)
    {
        if (previous is not null)
            await previous.DisposeAsync().ConfigureAwait(false);
        var stopped = _stop.Token;
        try
        {
            while (true)
            {
                var wait = await ConnectSafelyAsync(stopped).ConfigureAwait(false);
                await Task.Delay(wait, Current.Time, stopped).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            EventLog.Closed(Current.Log, Current.Node);
        }
    }

    // Whatever a node sends, and whatever is wrong here: the stream goes on with the next node, and never ends in silence.
    private async Task<TimeSpan> ConnectSafelyAsync(CancellationToken stopped)
    {
        try
        {
            return await ConnectOnceAsync(stopped).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stopped.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            EventLog.Broken(Current.Log, exception);
            _nodes.Next(lagged: false);
            return _backoff.Next();
        }
    }

    /// <summary>Runs one connection. Returns how long to wait before the next.</summary>
    private async Task<TimeSpan> ConnectOnceAsync(CancellationToken stopped)
    {
        stopped.ThrowIfCancellationRequested();
        var node = Current;
        EventLog.Connecting(node.Log, node.Node);
        if (_connectedBefore)
            LiveEndpoints.Reconnecting(LiveEndpoints.WebSocket, node.Socket);
        _connectedBefore = true;
        var connection = new EventConnection(node, _hub, _pace, () => _nodes.HasHealthierNode);
        await using var _ = connection.ConfigureAwait(false);
        _hub.Begin(connection);
        var reason = await connection.RunAsync(stopped).ConfigureAwait(false);
        if (connection.BroughtBlocks)
            _backoff.Reset();
        var wait = _backoff.Next();
        LogLoss(node, connection, reason.TrimEnd('.'), wait);
        LiveEndpoints.Failed(LiveEndpoints.WebSocket, node.Socket, connection.BroughtBlocks ? "connection_lost" : "not_connected");
        _hub.Lost(connection, reason);
        _nodes.Next(connection.Lagged);
        return wait;
    }

    // While no node is connected, each attempt fails with much the same reason: one line a minute shows that it goes on.
    private void LogLoss(EventStreamSettings node, EventConnection connection, string reason, TimeSpan wait)
    {
        var now = node.Time.GetTimestamp();
        if (!connection.BroughtBlocks && _lossLoggedAt is { } last && node.Time.GetElapsedTime(last, now) < LossLogInterval)
        {
            EventLog.LostAgain(node.Log, node.Node, reason, wait);
            return;
        }

        _lossLoggedAt = now;
        EventLog.Lost(node.Log, node.Node, reason, wait);
    }
}
