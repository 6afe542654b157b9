using Allora.Sdk.Events;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk;

/// <summary>How a <see cref="ChainEventStream"/> connects, reconnects and buffers.</summary>
public sealed record ChainEventStreamOptions
{
    /// <summary>
    /// A connection that brings no block for this long is taken for dead, where the chain cannot be asked whether there are blocks. A client's
    /// own stream asks, see <see cref="AlloraClientOptions.DetectionDeadline"/>. Default: 30 s.
    /// </summary>
    public TimeSpan BlockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long connecting may take, with both subscriptions confirmed. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The longest wait before the first reconnect; it doubles with each further one until a block arrives.
    /// The wait itself is drawn evenly between nothing and that. Default: 250 ms.
    /// </summary>
    public TimeSpan ReconnectMinimum { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Where the doubling of the longest wait ends. Default: 15 s.</summary>
    public TimeSpan ReconnectMaximum { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How many signals wait for a listener that does not read. Beyond that the oldest is dropped and the listener is told with a
    /// <see cref="StreamGap"/>. Default: 256.
    /// </summary>
    public int ListenerCapacity { get; init; } = 256;

    /// <summary>Where the jitter of reconnects comes from. Default: a generator of the stream's own.</summary>
    public Random? Random { get; init; }

    internal void Validate()
    {
        Positive(BlockTimeout, nameof(BlockTimeout));
        Positive(ConnectTimeout, nameof(ConnectTimeout));
        Positive(ReconnectMinimum, nameof(ReconnectMinimum));
        ArgumentOutOfRangeException.ThrowIfLessThan(ReconnectMaximum, ReconnectMinimum, nameof(ReconnectMaximum));
        ArgumentOutOfRangeException.ThrowIfLessThan(ListenerCapacity, 1, nameof(ListenerCapacity));
    }

    private static void Positive(TimeSpan value, string name) =>
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
}
