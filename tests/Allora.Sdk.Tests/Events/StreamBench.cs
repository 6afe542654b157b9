using Allora.Sdk.Events;
using Allora.Sdk.Events.Signals;
using Allora.Sdk.Events.Socket;

namespace Allora.Sdk.Tests.Events;

/// <summary>A scripted node, a stream to it and a first listener; reconnects come at once unless a test says otherwise.</summary>
internal sealed class StreamBench : IAsyncDisposable
{
    private readonly CancellationToken _cancellation;

    private StreamBench(ScriptedNode node, ChainEventStreamOptions options, ChainView? chain, CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        Node = node;
        Options = options;
        Stream = new ChainEventStream([new AlloraEndpoint(node.Rpc)], options, Time, loggers: null, chain);
        Listener = Listen();
    }

    public static ChainEventStreamOptions AtOnce { get; } = new() { Random = new FixedRandom(0) };

    public ScriptedNode Node { get; }

    public ChainEventStreamOptions Options { get; }

    public WatchedTime Time { get; } = new();

    public ChainEventStream Stream { get; }

    public IAsyncEnumerator<ChainSignal> Listener { get; }

    public static async Task<StreamBench> StartAsync(CancellationToken cancellationToken, ChainEventStreamOptions? options = null, ChainView? chain = null) =>
        new(await ScriptedNode.StartAsync(), options ?? AtOnce, chain, cancellationToken);

    public IAsyncEnumerator<ChainSignal> Listen() => Stream.ListenAsync(_cancellation).GetAsyncEnumerator(_cancellation);

    /// <summary>Starts listening and takes the stream to where it says that it is connected.</summary>
    public async Task<NodeConnection> ConnectAsync()
    {
        var first = Listener.MoveNextAsync();
        var connection = await Node.AcceptSubscriberAsync();
        Assert.True(await first);
        Assert.IsType<StreamConnected>(Listener.Current);
        return connection;
    }

    /// <summary>The next signal, which has to be of this type.</summary>
    public async Task<T> NextAsync<T>()
        where T : ChainSignal
    {
        Assert.True(await Listener.MoveNextAsync());
        return Assert.IsType<T>(Listener.Current);
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        await Listener.DisposeAsync();
        await Node.DisposeAsync();
    }
}
