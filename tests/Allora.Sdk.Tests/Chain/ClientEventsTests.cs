namespace Allora.Sdk.Tests.Chain;

public class ClientEventsTests
{
    [Fact]
    public async Task Closing_a_client_ends_its_listeners()
    {
        var client = new AlloraClient(AlloraNetwork.Local with { EventEndpoints = [new AlloraEndpoint("http://127.0.0.1:1")] });
        var listening = ListenAsync(client);

        await client.DisposeAsync();

        await listening.WaitAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => ListenAsync(client));
    }

    private static async Task ListenAsync(AlloraClient client)
    {
        await foreach (var signal in client.Blocks.ListenAsync(TestContext.Current.CancellationToken))
            Assert.NotNull(signal);
    }
}
