using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Events.Socket;

/// <summary>The settings that all connections of a stream share.</summary>
internal sealed record EventStreamSettings(Uri Socket, ChainEventStreamOptions Options, TimeProvider Time, ILogger Log)
{
    /// <summary>Additional headers of the handshake.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What the node may repeat and must not be shown.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The proxy, if any.</summary>
    public WebProxy? Proxy { get; init; }

    /// <summary>The chain as seen by other parts of the client; null if there are none.</summary>
    public ChainView? Chain { get; init; }

    /// <summary>The node's name for logs. Never the whole address: its path and query may contain an access key.</summary>
    public string Node { get; } = Socket.Host + ":" + Socket.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
