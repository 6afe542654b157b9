using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Allora.Sdk.Workers.Loop;

/// <summary>
/// Results for any number of readers: each gets all of them from its call on. A reader that falls behind loses its oldest; results that were
/// published before the first reader came are kept for it, up to the same number. The journal and the log keep every outcome.
/// </summary>
internal sealed class ResultStream<T>(int capacity)
{
    private readonly Lock _lock = new();
    private readonly List<Channel<T>> _readers = [];
    private Channel<T>? _beforeFirst;
    private bool _hadReader;
    private bool _completed;

    public void Publish(T result)
    {
        lock (_lock)
        {
            if (!_hadReader)
                (_beforeFirst ??= Create()).Writer.TryWrite(result);
            foreach (var reader in _readers)
                reader.Writer.TryWrite(result);
        }
    }

    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            _beforeFirst?.Writer.TryComplete();
            foreach (var reader in _readers)
                reader.Writer.TryComplete();
        }
    }

    /// <summary>Subscribes now; the enumeration returns what was published since, and ends with the stream.</summary>
    public IAsyncEnumerable<T> ReadAsync(CancellationToken cancellationToken) => EnumerateAsync(Subscribe(), cancellationToken);

    private Channel<T> Subscribe()
    {
        lock (_lock)
        {
            var reader = _hadReader ? Create() : _beforeFirst ?? Create();
            (_hadReader, _beforeFirst) = (true, null);
            if (_completed)
                reader.Writer.TryComplete();
            else
                _readers.Add(reader);
            return reader;
        }
    }

    private async IAsyncEnumerable<T> EnumerateAsync(Channel<T> reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var result in reader.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return result;
        }
        finally
        {
            lock (_lock)
                _readers.Remove(reader);
        }
    }

    private Channel<T> Create() => Channel.CreateBounded<T>(
        new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = false, SingleWriter = false });
}
