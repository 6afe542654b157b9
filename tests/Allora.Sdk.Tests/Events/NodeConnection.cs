using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Allora.Sdk.Tests.Events;

/// <summary>The node's side of one connection: what the client sent, and whatever the test wants to answer.</summary>
internal sealed class NodeConnection(WebSocket socket, Action abort, CancellationToken shutdown)
{
    private readonly Channel<string> _received = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<WebSocketCloseStatus?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How the client ended the connection: its close status, or null when it just went away.</summary>
    public Task<WebSocketCloseStatus?> Closed => _closed.Task.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Leaves the client's goodbye without an answer.</summary>
    public bool IgnoresClose { get; set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask<string> ReceiveAsync() => _received.Reader.ReadAsync(Cancellation);

    /// <summary>Takes the two subscriptions, checks what they ask for, and confirms both.</summary>
    public async Task ConfirmAsync()
    {
        foreach (var (id, query) in new[] { (1L, "tm.event='NewBlockHeader'"), (2L, "tm.event='NewBlockEvents'") })
        {
            using var request = JsonDocument.Parse(await ReceiveAsync());
            Assert.Equal("subscribe", request.RootElement.GetProperty("method").GetString());
            Assert.Equal(id, request.RootElement.GetProperty("id").GetInt64());
            Assert.Equal(query, request.RootElement.GetProperty("params").GetProperty("query").GetString());
            await SendAsync(Frames.Confirmation(id));
        }
    }

    public Task SendAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, Cancellation);

    /// <summary>Sends the beginning of a message whose end does not come.</summary>
    public Task SendBeginningAsync(string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: false, Cancellation);

    /// <summary>Says goodbye first.</summary>
    public Task CloseAsync(string why) => socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, why, Cancellation);

    /// <summary>Cuts the connection without a word.</summary>
    public void Abort() => abort();

    public async Task ServeAsync()
    {
        try
        {
            await ReadToEndAsync();
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            _closed.TrySetResult(null);
        }
    }

    private async Task ReadToEndAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            var result = await socket.ReceiveAsync(buffer.AsMemory(), shutdown);
            if (result.MessageType != WebSocketMessageType.Close)
            {
                _received.Writer.TryWrite(Encoding.UTF8.GetString(buffer, 0, result.Count));
                continue;
            }

            if (!IgnoresClose && socket.State == WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
            _closed.TrySetResult(socket.CloseStatus);
            if (!IgnoresClose)
                return;

            // Keeps the line open for as long as the node runs.
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, shutdown);
        }
    }
}
