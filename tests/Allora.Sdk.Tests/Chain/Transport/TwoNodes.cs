using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>Two nodes over one chain, and a client that knows both and is quick to give up on one.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    public static readonly AlloraClientOptions Quick = new()
    {
        DetectionDeadline = TimeSpan.FromMilliseconds(250),
        CoolDownMinimum = TimeSpan.FromMilliseconds(50),
        CoolDownMaximum = TimeSpan.FromMilliseconds(200),
        ProbeInterval = TimeSpan.FromMilliseconds(100),
    };

    /// <summary>
    /// Nobody is asked for a height by the clock, and who rests does so to the end of the test: what rests must not race the prober. A node that
    /// works takes its time on a busy machine, and is not to be taken for a silent one.
    /// </summary>
    public static readonly AlloraClientOptions NoSecondChance = Quick with
    {
        DetectionDeadline = TimeSpan.FromSeconds(3),
        CoolDownMinimum = TimeSpan.FromHours(1),
        CoolDownMaximum = TimeSpan.FromHours(1),
        ProbeInterval = TimeSpan.FromHours(2),
    };

    private TwoNodes(DevNet.AlloraDevNet chain, AlloraClient client) => (Chain, Client) = (chain, client);

    public DevNet.AlloraDevNet Chain { get; }

    public AlloraClient Client { get; }

    public DevNetNode First => Chain.Nodes[0];

    public EndpointHealthOf Health => new(Client);

    public static async Task<TwoNodes> StartAsync(AlloraClientOptions? options = null, DevNetGenesis? genesis = null)
    {
        var chain = await DevNet.AlloraDevNet.StartAsync(
            new DevNetOptions { StepByHand = true, Nodes = 2, Genesis = genesis ?? DevNetGenesis.Default }, TestContext.Current.CancellationToken);
        var network = chain.Network with
        {
            Endpoints = [.. chain.Nodes.Select(node => new AlloraEndpoint(node.Grpc))],
            EventEndpoints = [.. chain.Nodes.Select(node => new AlloraEndpoint(node.Rpc))],
        };
        return new TwoNodes(chain, new AlloraClient(network, options ?? Quick));
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Chain.DisposeAsync();
    }

    /// <summary>What the client thinks of each node.</summary>
    internal readonly struct EndpointHealthOf(AlloraClient client)
    {
        public bool IsCoolingDown(int node) => client.Endpoints.Endpoints[node].Health.IsCoolingDown;

        public async Task UntilAsync(int node, bool resting)
        {
            while (IsCoolingDown(node) != resting)
                await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
