using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Events;

/// <summary>What every connection of a stream shares.</summary>
internal sealed record EventStreamSettings(Uri Socket, ChainEventStreamOptions Options, TimeProvider Time, ILogger Log)
{
    /// <summary>The node's name for logs. Never the whole address: its path and query may hold an access key.</summary>
    public string Node { get; } = Socket.Host + ":" + Socket.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
