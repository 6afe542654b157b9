using System.Net.WebSockets;
using Allora.Sdk.Events.Socket;

namespace Allora.Sdk.Tests.Events;

public sealed class SizeLimitedWebSocketTests
{
    [Fact(Timeout = 30_000)]
    public async Task Ends_a_message_that_grows_beyond_the_limit_and_counts_each_message_anew()
    {
        await using var node = await ScriptedNode.StartAsync();
        using var client = new ClientWebSocket();
        await client.ConnectAsync(EventSocketAddress.From(node.Rpc), TestContext.Current.CancellationToken);
        using var limited = new SizeLimitedWebSocket(client, 100, TimeProvider.System);
        var connection = await node.AcceptAsync();
        var buffer = new byte[80];
        await connection.SendAsync(new string('a', 100));
        await connection.SendAsync(new string('b', 100));
        await connection.SendBeginningAsync(new string('c', 101));

        foreach (var last in new[] { false, true, false, true })
            Assert.Equal(last, (await limited.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken)).EndOfMessage);
        Assert.False((await limited.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken)).EndOfMessage);

        var exception = await Assert.ThrowsAsync<WebSocketException>(
            async () => await limited.ReceiveAsync(buffer.AsMemory(), TestContext.Current.CancellationToken));
        Assert.Contains("100 bytes", exception.Message, StringComparison.Ordinal);
    }
}
