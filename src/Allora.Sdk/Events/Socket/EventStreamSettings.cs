using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Events.Socket;

/// <summary>What every connection of a stream shares.</summary>
internal sealed record EventStreamSettings(Uri Socket, ChainEventStreamOptions Options, TimeProvider Time, ILogger Log)
{
    /// <summary>What the handshake carries besides.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The proxy on the way, if any.</summary>
    public WebProxy? Proxy { get; init; }

    /// <summary>What is known of the chain beside this stream; null where nothing is.</summary>
    public ChainView? Chain { get; init; }

    /// <summary>The node's name for logs. Never the whole address: its path and query may hold an access key.</summary>
    public string Node { get; } = Socket.Host + ":" + Socket.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
