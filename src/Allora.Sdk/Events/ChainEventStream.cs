using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Events.Signals;
using Allora.Sdk.Events.Socket;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk.Events;

/// <summary>
/// The chain's blocks as they happen, over one socket for all listeners. The socket is open while there are listeners;
/// a lost connection is replaced automatically, and missed blocks are reported as a <see cref="StreamGap"/>.
/// </summary>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "The usual name for a stream of events.")]
public sealed partial class ChainEventStream : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly EventStreamSettings[] _nodes;
    private readonly SignalHub _hub;
    private EventPump? _pump;
    private bool _disposed;

    /// <summary>Prepares a stream; it connects for the first listener.</summary>
    /// <param name="rpc">The base address of the node's CometBFT RPC, http or https; its events are at <c>/websocket</c>.</param>
    /// <param name="options">How to connect, reconnect and buffer; the defaults when null.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="loggers">Where logs go; nowhere when null.</param>
    internal ChainEventStream(Uri rpc, ChainEventStreamOptions? options = null, TimeProvider? time = null, ILoggerFactory? loggers = null)
        : this([new AlloraEndpoint(rpc ?? throw new ArgumentNullException(nameof(rpc)))], options, time, loggers)
    {
    }

    /// <summary>Prepares a stream that goes on to the next node whenever one fails or falls silent.</summary>
    /// <param name="rpc">The nodes' CometBFT RPC endpoints; after the last comes the first. Without any the stream stays silent.</param>
    /// <param name="options">How to connect, reconnect and buffer; the defaults when null.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="loggers">Where logs go; nowhere when null.</param>
    internal ChainEventStream(
        IReadOnlyList<AlloraEndpoint> rpc, ChainEventStreamOptions? options = null, TimeProvider? time = null, ILoggerFactory? loggers = null)
        : this(rpc, options, time, loggers, chain: null)
    {
    }

    internal ChainEventStream(
        IReadOnlyList<AlloraEndpoint> rpc, ChainEventStreamOptions? options, TimeProvider? time, ILoggerFactory? loggers, ChainView? chain)
    {
        ArgumentNullException.ThrowIfNull(rpc);
        options ??= new ChainEventStreamOptions();
        options.Validate();
        var log = (loggers ?? NullLoggerFactory.Instance).CreateLogger<ChainEventStream>();
        _nodes = [.. rpc.Select(endpoint => new EventStreamSettings(EventSocketAddress.From(endpoint.HttpAddress), options, time ?? TimeProvider.System, log)
        {
            Headers = endpoint.RequestHeaders,
            Secrets = endpoint.Secrets,
            Proxy = EndpointProxy.Of(endpoint),
            Chain = chain,
        })];
        _hub = new SignalHub(options.ListenerCapacity, log);
    }

    /// <summary>The height of the newest block that the stream has received; 0 before the first.</summary>
    public long LatestHeight => _hub.LatestHeight;

    /// <summary>The topics whose outcomes blocks' signals carry.</summary>
    internal TopicInterest Interest => _hub.Interest;

    /// <summary>Whether the node has confirmed the subscriptions of the current connection.</summary>
    public bool IsConnected => _hub.IsConnected;

    /// <summary>Listens from the first step of the enumeration until it is cancelled or the stream is disposed. There may be any number of listeners.</summary>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The signals in the order in which they happen.</returns>
    /// <exception cref="ObjectDisposedException">The stream has been disposed.</exception>
    public async IAsyncEnumerable<ChainSignal> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var subscription = Subscribe();
        while (await subscription.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (subscription.TryRead(out var signal))
            {
                yield return signal;
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Closes the socket and completes every listener's enumeration.</summary>
    /// <returns>A task that completes when all work of the stream has ended.</returns>
    public async ValueTask DisposeAsync()
    {
        EventPump? pump;
        lock (_gate)
        {
            _disposed = true;
            _hub.Complete(null);
            pump = _pump;
        }

        if (pump is not null)
            await pump.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Listens from now on: signals between this call and the first read are kept in the subscription's buffer.</summary>
    internal EventSubscription Subscribe()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_hub.Add(Leave, out var subscription) && _nodes.Length > 0)
                _pump = new EventPump(_nodes, _hub, _pump);
            return subscription;
        }
    }

    /// <summary>Calls a listener from now on, on the thread that reads the socket: it must not block. Dispose the result to stop.</summary>
    internal IDisposable Attach(Action<ChainSignal> listener)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_hub.Add(listener) && _nodes.Length > 0)
                _pump = new EventPump(_nodes, _hub, _pump);
        }

        _hub.Dispatch();
        return new DisposeAction(() => Leave(() => _hub.Remove(listener)));
    }

    private void Leave(EventSubscription subscription) => Leave(() => _hub.Remove(subscription));

    private void Leave(Func<bool> remove)
    {
        lock (_gate)
        {
            if (remove() && !_disposed)
                _pump?.Stop();
        }
    }
}
