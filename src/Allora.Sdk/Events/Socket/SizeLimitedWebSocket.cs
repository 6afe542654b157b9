using System.Globalization;
using System.Net.WebSockets;

namespace Allora.Sdk.Events.Socket;

/// <summary>
/// Ends a connection if a single message is larger than any block needs, since the reader buffers whole messages, and notes when
/// a message arrived.
/// </summary>
internal sealed class SizeLimitedWebSocket(WebSocket inner, long longestMessage, TimeProvider time) : WebSocket
{
    private long _length;

    /// <summary>When the newest whole message was read from the socket, as a timestamp of the clock.</summary>
    public long ReceivedAt { get; private set; }

    public override WebSocketCloseStatus? CloseStatus => inner.CloseStatus;

    public override string? CloseStatusDescription => inner.CloseStatusDescription;

    public override string? SubProtocol => inner.SubProtocol;

    public override WebSocketState State => inner.State;

    public override void Abort() => inner.Abort();

    public override void Dispose() => inner.Dispose();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        inner.CloseAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        inner.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await inner.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count(result.Count, result.EndOfMessage);
        return result;
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var result = await inner.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count(result.Count, result.EndOfMessage);
        return result;
    }

    public override Task SendAsync(
        ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    public override ValueTask SendAsync(
        ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

    private void Count(int read, bool endOfMessage)
    {
        _length += read;
        if (_length > longestMessage)
            throw new WebSocketException(WebSocketError.HeaderError, string.Create(CultureInfo.InvariantCulture, $"a message longer than {longestMessage} bytes"));
        if (endOfMessage)
            (_length, ReceivedAt) = (0, time.GetTimestamp());
    }
}
