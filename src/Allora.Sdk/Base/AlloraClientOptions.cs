using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk;

/// <summary>The settings of an <see cref="AlloraClient"/>, which copies them when it is created: later changes have no effect.</summary>
public sealed record AlloraClientOptions
{
    /// <summary>How long a request may take, connecting included: up to an hour. Default: 5 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// With several endpoints: if one has not answered after this time, it counts as dead and the next one is used. For the event socket: after half
    /// of it without a block (or 1.25 times the usual time between blocks, if that is longer) the chain's height is queried,
    /// and the socket is replaced if it delivers nothing for another half although the chain advances. Default: 3 seconds.
    /// </summary>
    public TimeSpan DetectionDeadline { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How many blocks an endpoint may be behind the best one before it is avoided. Default: 2.</summary>
    public int LagTolerance { get; set; } = 2;

    /// <summary>How long a failed endpoint rests at first; it doubles with each further failure. Default: 1 second.</summary>
    public TimeSpan CoolDownMinimum { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest rest, unless the endpoint itself asks for a longer one. Default: 1 minute.</summary>
    public TimeSpan CoolDownMaximum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>With several endpoints: how often one that nobody uses is asked for its height. Default: 10 seconds.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection takes new calls; those under way are finished. Default: 30 minutes.</summary>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The clock of time limits and timers. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where logs go. Control characters in lines are escaped: parts of them are text of a chain. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>How events are received. Default: the defaults of <see cref="ChainEventStreamOptions"/>.</summary>
    public ChainEventStreamOptions Events { get; set; } = new();

    /// <summary>
    /// Changes the connection before it is first used, such as for a proxy or for private certificates. Default: no change. Leave
    /// HTTP/2 pings off: nodes close connections of clients that ping.
    /// </summary>
    public Action<SocketsHttpHandler>? ConfigureHttp { get; set; }

    /// <summary>
    /// For tests: answers every call in the place of the network's endpoints, whose addresses are then not used. Events still arrive from the
    /// event endpoints, if the network has any. Default: none. The caller owns it.
    /// </summary>
    public CallInvoker? CallInvoker { get; set; }

    /// <summary>Workers never look at the chain by the clock: only to show what that costs.</summary>
    internal bool WithoutPoller { get; set; }

    /// <summary>
    /// How long a comparison of the endpoints' heights is valid, so that a thousand topics do not each query all of
    /// them. It is also the longest wait for a fresher answer.
    /// </summary>
    internal TimeSpan ComparisonAge => DetectionDeadline / 8;

    /// <summary>A copy that later changes of this one do not reach.</summary>
    internal AlloraClientOptions Copy() => this with { Events = Events with { }, LoggerFactory = Base.SafeLoggerFactory.Over(LoggerFactory) };

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(LoggerFactory);
        ArgumentNullException.ThrowIfNull(Events);
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
