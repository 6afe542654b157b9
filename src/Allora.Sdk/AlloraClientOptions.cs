using Allora.Sdk.Events;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Allora.Sdk;

/// <summary>How an <see cref="AlloraClient"/> talks to its node.</summary>
public sealed record AlloraClientOptions
{
    /// <summary>How long a request may take, connecting included: up to an hour. Default: 5 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

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
}
