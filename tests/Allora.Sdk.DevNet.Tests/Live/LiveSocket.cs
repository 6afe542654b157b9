using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Allora.Sdk.DevNet.Tests.Live;

/// <summary>A WebSocket to a DevNet's events, read frame by frame.</summary>
internal sealed class LiveSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();

    /// <summary>How the connection ended, once it did.</summary>
    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<LiveSocket> ConnectAsync(Uri rpc)
    {
        var socket = new LiveSocket();
        socket._socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
        await socket._socket.ConnectAsync(new Uri($"ws://{rpc.Authority}/websocket"), TestContext.Current.CancellationToken);
        return socket;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type) =>
        _socket.SendAsync(bytes, type, true, TestContext.Current.CancellationToken);

    public async Task SubscribeAsync(string query, int id = 1)
    {
        await SendAsync($"{{\"jsonrpc\":\"2.0\",\"method\":\"subscribe\",\"id\":{id},\"params\":{{\"query\":\"{query}\"}}}}");
        Assert.Equal($"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{{}}}}", await ReceiveAsync());
    }

    /// <summary>The next frame, or null when the server closed.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var buffer = new byte[64 * 1024];
        using var frame = new MemoryStream();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            frame.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return Encoding.UTF8.GetString(frame.ToArray());
    }

    public async Task<JsonElement> ReceiveJsonAsync()
    {
        var text = await ReceiveAsync();
        Assert.NotNull(text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>The type of an event frame, its subscription's id and its height.</summary>
    public async Task<(string Type, string Id, string Height)> ReceiveEventAsync()
    {
        var frame = await ReceiveJsonAsync();
        Assert.True(frame.TryGetProperty("result", out var result), frame.GetRawText());
        var data = result.GetProperty("data");
        var value = data.GetProperty("value");
        var type = data.GetProperty("type").GetString()!;
        var height = type switch
        {
            "tendermint/event/NewBlock" => value.GetProperty("block").GetProperty("header").GetProperty("height"),
            "tendermint/event/NewBlockHeader" => value.GetProperty("header").GetProperty("height"),
            "tendermint/event/Tx" => value.GetProperty("TxResult").GetProperty("height"),
            _ => value.GetProperty("height"),
        };
        return (type["tendermint/event/".Length..], frame.GetProperty("id").GetRawText(), height.GetString()!);
    }

    /// <summary>Everything that arrives until a mark is answered: what was sent before the mark has come by then.</summary>
    public async Task<List<string>> UntilMarkAsync(string mark)
    {
        await SendAsync($"{{\"jsonrpc\":\"2.0\",\"id\":\"{mark}\",\"method\":\"health\"}}");
        List<string> frames = [];
        while (await ReceiveAsync() is { } frame && frame != $"{{\"jsonrpc\":\"2.0\",\"id\":\"{mark}\",\"result\":{{}}}}")
            frames.Add(frame);
        return frames;
    }

    public void Dispose() => _socket.Dispose();
}
