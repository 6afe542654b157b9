using System.IO.Pipelines;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Faults;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.Events;
using Allora.Sdk.DevNet.Rpc.JsonRpc;

namespace Allora.Sdk.DevNet.Rpc.WebSockets;

/// <summary>One client's WebSocket: its calls, its subscriptions, its pings.</summary>
internal sealed class RpcSocket : IDisposable
{
    private static readonly TimeSpan ReadWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingPeriod = ReadWait * 0.9;

    private readonly FrameReader _reader;
    private readonly SocketSender _sender;
    private readonly SocketCalls _calls;
    private readonly SubscriptionSet _subscriptions = new();
    private readonly FrameFaults _faults;
    private readonly DevNetFaults _callFaults;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lifetime;
    private readonly ITimer _ping;
    private readonly ITimer _deadline;
    private readonly int _capacity;
    private readonly List<OutgoingFrame> _leaving = [];
    private bool _isSilent;

    public RpcSocket(Stream stream, INode node, RpcDispatcher dispatcher, int capacity, CancellationToken aborted)
    {
        _capacity = capacity;
        _lifetime = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _reader = new FrameReader(PipeReader.Create(stream));
        _sender = new SocketSender(stream, node, _lifetime);
        _calls = new SocketCalls(dispatcher, _subscriptions);
        _callFaults = node.Faults;
        _time = node.Time;
        _faults = new FrameFaults(node, _subscriptions, GoSilent);
        _ping = node.Time.CreateTimer(_ => _sender.Send(OutgoingFrame.Ping), null, PingPeriod, PingPeriod);
        _deadline = node.Time.CreateTimer(_ => Expire(), null, ReadWait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Serves the client until either side ends the connection.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await _reader.ReadAsync(_lifetime.Token).ConfigureAwait(false) is { } frame)
            {
                if (_isSilent)
                    continue;
                if (!await HandleAsync(frame).ConfigureAwait(false))
                    break;
            }

            await _sender.Drained.ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The client is gone, or was told to go: nobody is left to tell.
        }
    }

    /// <summary>Sends what concerns this client. Called by one thread at a time, in the order of the chain.</summary>
    public void Publish(ReadOnlySpan<Publication> publications, CommittedBlock? opensWindows)
    {
        var subscriptions = _subscriptions.All;
        if (subscriptions.IsEmpty || _isSilent)
            return;
        _leaving.Clear();
        foreach (var publication in publications)
        {
            foreach (var subscription in subscriptions)
            {
                if (subscription.IsActive && publication.Matches(subscription.Query))
                    Queue(subscription, publication, opensWindows);
            }
        }

        _sender.Send(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_leaving));
    }

    public void Dispose()
    {
        _ping.Dispose();
        _deadline.Dispose();
        _sender.Mute();
        _lifetime.Dispose();
    }

    private void Queue(Subscription subscription, Publication publication, CommittedBlock? opensWindows)
    {
        if (!subscription.TryQueue(_capacity))
        {
            _subscriptions.Remove(subscription);
            _leaving.Add(OutgoingFrame.Canceled(subscription));
            return;
        }

        var stamped = publication.Kind == EventKind.NewBlockEvents ? opensWindows : null;
        _faults.Apply(OutgoingFrame.Event(subscription, publication) with { Stamped = stamped }, publication, _leaving);
    }

    private async ValueTask<bool> HandleAsync(ClientFrame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Close:
                _sender.Send(OutgoingFrame.Close(frame.Payload));
                return false;
            case FrameKind.Ping:
                _sender.Send(OutgoingFrame.Pong(frame.Payload));
                return true;
            default:
                _deadline.Change(ReadWait, Timeout.InfiniteTimeSpan);
                return frame.Kind != FrameKind.Message || await AnswerAsync(frame.Payload).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> AnswerAsync(byte[] message)
    {
        var faults = _callFaults.Active.Count == 0 ? [] : _callFaults.Take(FaultProtocol.WebSocket, SocketCalls.MethodOf(message), FaultScope.OfSocketCalls);
        foreach (var fault in faults)
        {
            if (fault.Kind == FaultKind.Latency)
                await Task.Delay(fault.Delay, _time, _lifetime.Token).ConfigureAwait(false);
            else if (fault.Kind == FaultKind.HalfOpen)
                GoSilent();
        }

        if (_isSilent)
            return true;
        var answer = await _calls.AnswerAsync(message, _lifetime.Token).ConfigureAwait(false);
        if (faults.Any(static fault => fault.Kind == FaultKind.LostAnswer))
        {
            await _lifetime.CancelAsync().ConfigureAwait(false);
            return false;
        }

        if (answer is null)
        {
            _subscriptions.Activate();
            return true;
        }

        // A subscription acts from its answer on: its events come after that, and a client that has it misses none.
        var frame = OutgoingFrame.Text(answer);
        _sender.Send([faults.Any(static fault => fault.Kind == FaultKind.CloseMidFrame) ? frame.Truncated() : frame], _subscriptions.Activate);
        return true;
    }

    private void Expire()
    {
        try
        {
            _lifetime.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The client left while the timer fired.
        }
    }

    // A connection whose other end vanished neither answers nor closes.
    private void GoSilent()
    {
        _isSilent = true;
        _deadline.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _sender.Mute();
    }
}
