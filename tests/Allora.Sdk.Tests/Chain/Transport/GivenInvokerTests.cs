using Allora.Sdk.Tests.Chain.OnDevNet;
using Grpc.Net.Client;

namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>A call invoker of the options answers in the place of the network's endpoints, and belongs to the caller.</summary>
public class GivenInvokerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_goes_through_it_and_it_stays_open()
    {
        await using var setup = await DevNetSetup.StartAsync();
        using var channel = GrpcChannel.ForAddress(setup.Chain.Grpc);
        var options = new AlloraClientOptions { CallInvoker = channel.CreateCallInvoker() };
        var nowhere = AlloraNetwork.Local with { Endpoints = [new AlloraEndpoint("http://127.0.0.1:9")], EventEndpoints = [] };

        for (var time = 0; time < 2; time++)
        {
            await using var client = new AlloraClient(nowhere, options);
            Assert.Equal(setup.Chain.ChainId, await client.GetChainIdAsync(Ct));
            Assert.Equal(setup.Chain.Accounts[0].Address, (await client.GetAccountAsync(setup.Chain.Accounts[0].Address, Ct))!.Address);
        }
    }

    [Fact]
    public async Task Options_that_change_later_change_nothing()
    {
        var options = new AlloraClientOptions();
        await using var client = new AlloraClient(AlloraNetwork.Local, options);

        options.RequestTimeout = TimeSpan.Zero;
        options.Events.BlockTimeout = TimeSpan.Zero;

        Assert.Throws<ArgumentOutOfRangeException>(() => new AlloraClient(AlloraNetwork.Local, options));
        Assert.Equal(AlloraTransport.Grpc, client.Network.Endpoints[0].Transport);
    }
}
