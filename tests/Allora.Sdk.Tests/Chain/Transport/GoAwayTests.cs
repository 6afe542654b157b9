using System.Net;
using System.Net.Sockets;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Chain.Replay;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>A server that takes its leave (HTTP/2 GOAWAY): calls under way end, and the next ones go over a new connection.</summary>
public sealed class GoAwayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task No_call_is_lost_when_a_server_closes_its_connections_one_after_the_other()
    {
        var calls = 0;
        await using var server = await ReplayServer.StartAsync(_ => CapturedCall.Get("node-info").Answer with { GoesAway = Interlocked.Increment(ref calls) % 10 == 0 });
        await using var client = new AlloraClient(server.Network);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            List<string> chains = [];
            for (var i = 0; i < 25; i++)
                chains.Add(await client.GetChainIdAsync(Ct));
            return chains;
        }));

        Assert.All(answers.SelectMany(static chains => chains), static chain => Assert.Equal("localnet", chain));
        Assert.True(client.Endpoints.Endpoints[0].Connections > 5, $"{client.Endpoints.Endpoints[0].Connections} connections");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_that_a_leaving_node_did_not_begin_is_put_to_its_next_connection()
    {
        await using var devnet = await DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, Ct);
        // As a node does with a client that pings: ENHANCE_YOUR_CALM, nothing begun, and the connection is shut.
        await using var relay = new LeavingRelay(devnet.Grpc.Port);
        await using var client = new AlloraClient(devnet.Network with { Endpoints = [new AlloraEndpoint(relay.Address)] });

        Assert.Equal(devnet.ChainId, await client.GetChainIdAsync(Ct));
        Assert.Equal(2, client.Endpoints.Endpoints[0].Connections);
    }

    /// <summary>Answers the first connection with GOAWAY, and passes the later ones on.</summary>
    private sealed class LeavingRelay : IAsyncDisposable
    {
        // An empty SETTINGS frame, then GOAWAY: last stream 0, error 11, "too_many_pings".
        private static readonly byte[] Settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
        private static readonly byte[] GoAway = [0, 0, 22, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11, .. "too_many_pings"u8];

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _serving;

        public LeavingRelay(int port)
        {
            _listener.Start();
            _serving = ServeAsync(port);
        }

        public Uri Address => new($"http://{_listener.LocalEndpoint}");

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            _listener.Stop();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stop.Dispose();
        }

        private async Task ServeAsync(int port)
        {
            using (var first = await _listener.AcceptTcpClientAsync(_stop.Token))
            {
                var stream = first.GetStream();
                await stream.WriteAsync(Settings, _stop.Token);
                // The preface, the client's settings, and by then the request's headers.
                var read = new byte[4096];
                await stream.ReadAtLeastAsync(read, 100, throwOnEndOfStream: false, _stop.Token);
                await stream.WriteAsync(GoAway, _stop.Token);
                // Until the client has hung up.
                while (await stream.ReadAsync(read, _stop.Token) > 0)
                {
                }
            }

            using var next = await _listener.AcceptTcpClientAsync(_stop.Token);
            using var node = new TcpClient();
            await node.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
            await Task.WhenAll(next.GetStream().CopyToAsync(node.GetStream(), _stop.Token), node.GetStream().CopyToAsync(next.GetStream(), _stop.Token));
        }
    }
}
