using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk;

/// <summary>How an <see cref="AlloraClient"/> talks to its node.</summary>
public sealed record AlloraClientOptions
{
    /// <summary>How long a request may take, connecting included: up to an hour. Default: 5 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// With several endpoints: one that says nothing for this long counts as dead, and the next one is asked. For the event socket: after half
    /// of it without a block (or a quarter more than the usual time between blocks, where that is longer) the chain is asked for its height,
    /// and a socket that brings nothing for another half, though blocks come, is replaced. Default: 3 seconds.
    /// </summary>
    public TimeSpan DetectionDeadline { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many blocks an endpoint may be behind the best one before it is avoided. Default: 2.</summary>
    public int LagTolerance { get; init; } = 2;

    /// <summary>How long a failed endpoint rests at first; it doubles with each further failure. Default: 1 second.</summary>
    public TimeSpan CoolDownMinimum { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest rest, unless the endpoint itself asks for a longer one. Default: 1 minute.</summary>
    public TimeSpan CoolDownMaximum { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>With several endpoints: how often one that nobody uses is asked for its height. Default: 10 seconds.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection takes new calls; those under way are finished. Default: 30 minutes.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The clock of time limits and timers. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where logs go. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>How events are received. Default: the defaults of <see cref="ChainEventStreamOptions"/>.</summary>
    public ChainEventStreamOptions Events { get; init; } = new();

    /// <summary>
    /// Changes the connection before it is first used, such as for a proxy or for certificates of one's own. Default: nothing. Leave
    /// HTTP/2 pings off: nodes close connections of clients that ping.
    /// </summary>
    public Action<SocketsHttpHandler>? ConfigureHttp { get; init; }

    /// <summary>Workers never look at the chain by the clock: only to show what that costs.</summary>
    internal bool WithoutPoller { get; init; }

    /// <summary>
    /// How long a comparison of the endpoints' heights holds: a thousand topics look around in their turns, and each need not have all of them
    /// asked for itself. As long a fresher answer is waited for.
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
