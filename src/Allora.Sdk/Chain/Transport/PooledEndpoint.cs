using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Chain.Transport.Http;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport;

/// <summary>One server: its channel and its health.</summary>
internal sealed class PooledEndpoint : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AlloraEndpoint _endpoint;
    private readonly AlloraClientOptions _options;
    private readonly Action _reconnected;
    private readonly IReadOnlyList<string> _secrets;
    private PooledChannel _channel;
    private int _connections;
    private bool _disposed;

    /// <param name="endpoint">The address and credentials.</param>
    /// <param name="options">Time limits and the clock.</param>
    /// <param name="reconnected">Called when a connection replaces another.</param>
    public PooledEndpoint(AlloraEndpoint endpoint, AlloraClientOptions options, Action reconnected)
    {
        _endpoint = endpoint;
        _options = options;
        _reconnected = reconnected;
        _secrets = endpoint.Secrets;
        Health = new EndpointHealth(options);
        Headers = CallHeaders.Of(endpoint);
        _channel = Open();
    }

    public Uri Address => _endpoint.Address;

    public EndpointHealth Health { get; }

    /// <summary>The headers of every request; null if there are none.</summary>
    public Metadata? Headers { get; }

    /// <summary>Connections opened so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The channel for one call, to be released when the call has ended.</summary>
    public PooledChannel Enter()
    {
        while (true)
        {
            var channel = Volatile.Read(ref _channel);
            if (channel.TryEnter())
                return channel;
            ObjectDisposedException.ThrowIf(_disposed, this);
        }
    }

    /// <summary>Abandons a silent connection. Its other calls may still end; new calls use a new connection.</summary>
    public void Replace(PooledChannel silent)
    {
        lock (_gate)
        {
            if (_disposed || _channel != silent)
                return;
            Volatile.Write(ref _channel, Open());
        }

        silent.Leave();
    }

    /// <summary>The failure with none of the endpoint's secrets in its texts.</summary>
    public RpcException WithoutSecrets(RpcException failure) => failure.Without(_secrets);

    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _channel.Close();
    }

    public override string ToString() => _endpoint.ToString();

    private PooledChannel Open() => ChannelFactory.Create(_endpoint, _options, OnConnecting);

    private void OnConnecting()
    {
        if (Interlocked.Increment(ref _connections) == 1)
            return;
        LiveEndpoints.Reconnecting(LiveEndpoints.Grpc, Address);
        _reconnected();
    }
}

/// <summary>A channel that closes once it is retired and its last call has ended.</summary>
internal sealed class PooledChannel(CallInvoker invoker, IDisposable channel)
{
    // The owner counts as one.
    private int _users = 1;

    public CallInvoker Invoker { get; } = invoker;

    /// <summary>Returns false if the channel is closed already: there is a newer one.</summary>
    public bool TryEnter()
    {
        var users = Volatile.Read(ref _users);
        while (users > 0)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return true;
            users = seen;
        }

        return false;
    }

    /// <summary>A call has ended, or the owner has another channel.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            channel.Dispose();
    }

    /// <summary>Closes at once: calls in progress fail.</summary>
    public void Close() => channel.Dispose();
}
