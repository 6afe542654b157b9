using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Allora.Sdk.DevNet.Tests.Fuzz;

/// <summary>JSON-RPC texts by POST, by path, and over the WebSocket.</summary>
public sealed class RpcFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Any_text_by_post_is_answered()
    {
        await using var net = await FuzzNet.StartAsync();
        await FuzzBudget.RunAsync("rpc-post", output.WriteLine, async random =>
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(RandomJson.Of(random)));
            using var response = await net.Http.PostAsync(net.DevNet.Rpc, content);
            await RequireJsonAsync(response);
            net.RequireSound();
        });
        await net.RequireAliveAsync();
    }

    [Fact]
    public async Task Any_path_is_answered()
    {
        await using var net = await FuzzNet.StartAsync();
        await FuzzBudget.RunAsync("rpc-path", output.WriteLine, async random =>
        {
            using var response = await net.Http.GetAsync(new Uri(net.DevNet.Rpc, RandomJson.Path(random)));
            await RequireJsonAsync(response);
            net.RequireSound();
        });
        await net.RequireAliveAsync();
    }

    [Fact]
    public async Task Any_message_over_the_socket_leaves_it_or_the_node_alive()
    {
        await using var net = await FuzzNet.StartAsync();
        await FuzzBudget.RunAsync("socket", output.WriteLine, async random =>
        {
            using var patience = new CancellationTokenSource(FuzzNet.Deadline);
            using var socket = new ClientWebSocket();
            await socket.ConnectAsync(new UriBuilder(net.DevNet.Rpc) { Scheme = "ws", Path = "websocket" }.Uri, patience.Token);
            for (var i = random.Next(1, 10); i > 0; i--)
            {
                var text = Encoding.UTF8.GetBytes(RandomJson.Of(random));
                var kind = random.Next(20) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
                await socket.SendAsync(text, kind, endOfMessage: true, patience.Token);
            }

            // The last word: whatever came before, the node answers it.
            await socket.SendAsync("""{"jsonrpc":"2.0","id":"last-word","method":"health","params":{}}"""u8.ToArray(), WebSocketMessageType.Text, true, patience.Token);
            await ReadUntilAsync(socket, "last-word", patience.Token);
            net.RequireSound();
        });
        await net.RequireAliveAsync();
    }

    [Fact]
    public async Task Frames_that_are_no_frames_end_their_connection_alone()
    {
        await using var net = await FuzzNet.StartAsync();
        await FuzzBudget.RunAsync("frames", output.WriteLine, async random =>
        {
            using var patience = new CancellationTokenSource(FuzzNet.Deadline);
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(net.DevNet.Rpc.Host, net.DevNet.Rpc.Port, patience.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                "GET /websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"), patience.Token);
            var head = new byte[1024];
            Assert.NotEqual(0, await stream.ReadAsync(head, patience.Token));
            await stream.WriteAsync(Damage.Mutate(random, Damage.Garbage(random)), patience.Token);
            client.Client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            await DrainAsync(stream, patience.Token);
            net.RequireSound();
        });
        await net.RequireAliveAsync();
    }

    private static async Task DrainAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            while (await stream.ReadAsync(new byte[4096], cancellationToken) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset ends it as well.
        }
    }

    private static async Task ReadUntilAsync(ClientWebSocket socket, string text, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, cancellationToken);
            if (read.MessageType == WebSocketMessageType.Close)
                return;
            message.Write(buffer, 0, read.Count);
            if (!read.EndOfMessage)
                continue;
            if (Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length).Contains(text, StringComparison.Ordinal))
                return;
            message.SetLength(0);
        }
    }

    private static async Task RequireJsonAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (text.Length > 0 && response.Content.Headers.ContentType?.MediaType == "application/json")
            Assert.NotNull(JsonNode.Parse(text));
        else
            Assert.True((int)response.StatusCode < 500 || response.Content.Headers.ContentType is not null, $"{(int)response.StatusCode} without a word");
    }
}
