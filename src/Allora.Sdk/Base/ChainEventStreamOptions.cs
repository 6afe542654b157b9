using Allora.Sdk.Events;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk;

/// <summary>How a <see cref="ChainEventStream"/> connects, reconnects and buffers.</summary>
public sealed record ChainEventStreamOptions
{
    /// <summary>
    /// A connection that delivers no block for this long is treated as dead, if the chain's height cannot be queried. A client's
    /// own stream queries it, see <see cref="AlloraClientOptions.DetectionDeadline"/>. Default: 30 s.
    /// </summary>
    public TimeSpan BlockTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long connecting may take, with both subscriptions confirmed. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The longest wait before the first reconnect; it doubles with each further one until a block arrives.
    /// The wait itself is random, uniform between zero and that value. Default: 250 ms.
    /// </summary>
    public TimeSpan ReconnectMinimum { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Where the doubling of the longest wait ends. Default: 15 s.</summary>
    public TimeSpan ReconnectMaximum { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How many signals are queued for a listener that does not read. Beyond that, the oldest is dropped and the listener receives a
    /// <see cref="StreamGap"/>. Default: 256.
    /// </summary>
    public int ListenerCapacity { get; set; } = 256;

    /// <summary>The source of the jitter of reconnects. Default: a generator of the stream's own.</summary>
    internal Random? Random { get; set; }

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
