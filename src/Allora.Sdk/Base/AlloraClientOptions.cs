using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk;

/// <summary>How an <see cref="AlloraClient"/> connects to its nodes.</summary>
public sealed record AlloraClientOptions
{
    /// <summary>How long a request may take, connecting included: up to an hour. Default: 5 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// With several endpoints: if one has not answered after this time, it counts as dead and the next one is used. For the event socket: after half
    /// of it without a block (or 1.25 times the usual time between blocks, if that is longer) the chain's height is queried,
    /// and the socket is replaced if it delivers nothing for another half although the chain advances. Default: 3 seconds.
    /// </summary>
    public TimeSpan DetectionDeadline { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many blocks an endpoint may be behind the best one before it is avoided. Default: 2.</summary>
    public int LagTolerance { get; init; } = 2;

    /// <summary>The first cool-down of a failed endpoint; it doubles with each further failure. Default: 1 second.</summary>
    public TimeSpan CoolDownMinimum { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest cool-down, unless the endpoint itself requests a longer one. Default: 1 minute.</summary>
    public TimeSpan CoolDownMaximum { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>With several endpoints: how often the height of an unused one is queried. Default: 10 seconds.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection is used for new calls; calls in progress are completed. Default: 30 minutes.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The clock for time limits and timers. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The logger factory. Default: no logs.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>How events are received. Default: the defaults of <see cref="ChainEventStreamOptions"/>.</summary>
    public ChainEventStreamOptions Events { get; init; } = new();

    /// <summary>
    /// Changes the connection before it is first used, such as for a proxy or for private certificates. Default: no change. Leave
    /// HTTP/2 pings off: nodes close connections of clients that ping.
    /// </summary>
    public Action<SocketsHttpHandler>? ConfigureHttp { get; init; }

    /// <summary>Workers never poll by the clock: only to measure the cost of that.</summary>
    internal bool WithoutPoller { get; init; }

    /// <summary>
    /// How long a comparison of the endpoints' heights is valid, so that a thousand topics do not each query all of
    /// them. It is also the longest wait for a fresher answer.
    /// </summary>
    internal TimeSpan ComparisonAge => DetectionDeadline / 8;

    internal void Validate()
    {
        Positive(RequestTimeout, nameof(RequestTimeout));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RequestTimeout, TimeSpan.FromHours(1), nameof(RequestTimeout));
        Positive(DetectionDeadline, nameof(DetectionDeadline));
        ArgumentOutOfRangeException.ThrowIfNegative(LagTolerance);
        Positive(CoolDownMinimum, nameof(CoolDownMinimum));
        ArgumentOutOfRangeException.ThrowIfLessThan(CoolDownMaximum, CoolDownMinimum, nameof(CoolDownMaximum));
        Positive(ProbeInterval, nameof(ProbeInterval));
        Positive(ConnectionLifetime, nameof(ConnectionLifetime));
    }

    private static void Positive(TimeSpan value, string name) =>
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
}
