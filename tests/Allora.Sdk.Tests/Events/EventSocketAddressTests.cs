using Allora.Sdk.Events.Socket;

namespace Allora.Sdk.Tests.Events;

public sealed class EventSocketAddressTests
{
    [Theory]
    [InlineData("https://allora-rpc.testnet.allora.network", "wss://allora-rpc.testnet.allora.network/websocket")]
    [InlineData("https://allora-rpc.testnet.allora.network/", "wss://allora-rpc.testnet.allora.network/websocket")]
    [InlineData("http://localhost:26657", "ws://localhost:26657/websocket")]
    [InlineData("tcp://localhost:26657", "ws://localhost:26657/websocket")]
    [InlineData("https://node.example:443/rpc/key/", "wss://node.example/rpc/key/websocket")]
    [InlineData("wss://node.example:8443/websocket", "wss://node.example:8443/websocket")]
    [InlineData("https://node.example/rpc?key=1", "wss://node.example/rpc/websocket?key=1")]
    public void Is_found_from_the_RPC_address(string rpc, string socket) => Assert.Equal(new Uri(socket), EventSocketAddress.From(new Uri(rpc)));

    [Theory]
    [InlineData("ftp://node.example")]
    [InlineData("/websocket")]
    public void Wants_an_address_of_a_web_server(string rpc) =>
        Assert.Throws<ArgumentException>(() => EventSocketAddress.From(new Uri(rpc, UriKind.RelativeOrAbsolute)));
}
