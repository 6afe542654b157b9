using System.Threading.Channels;

namespace Allora.Sdk.Workers.Loop;

/// <summary>The results of a worker for its reader. When nobody reads, the oldest are dropped: the journal and the log keep the fates.</summary>
internal sealed class ResultStream<T>(int capacity)
{
    private readonly Channel<T> _channel = Channel.CreateBounded<T>(
        new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = false, SingleWriter = false });

    public void Publish(T result) => _channel.Writer.TryWrite(result);

    public void Complete() => _channel.Writer.TryComplete();

    public IAsyncEnumerable<T> ReadAsync(CancellationToken cancellationToken) => _channel.Reader.ReadAllAsync(cancellationToken);
}
