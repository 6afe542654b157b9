using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Events.Signals;
using Allora.Sdk.Tests.Chain.Replay;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.
namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>A proxy on the way to an endpoint, whatever is spoken there.</summary>
public sealed class ProxyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task GRPC_over_TLS_goes_through_a_tunnel()
    {
        await using var proxy = new ConnectProxy();
        using var certificate = SelfSigned();
        await using var server = await ReplayServer.StartAsync(_ => Task.FromResult(CapturedCall.Get("node-info").Answer), certificate: certificate);
        var network = server.Network with { Endpoints = [new AlloraEndpoint(server.Endpoint) { Proxy = proxy.Address }] };
        await using var client = new AlloraClient(network, new AlloraClientOptions
        {
            ConfigureHttp = handler => handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString(),
        });

        Assert.Equal("localnet", await client.GetChainIdAsync(Ct));
        Assert.Equal([$"CONNECT 127.0.0.1:{server.Port}"], proxy.Served);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(AlloraTransport.Rest)]
    [InlineData(AlloraTransport.Rpc)]
    public async Task REST_and_RPC_go_through_it_and_so_do_events(AlloraTransport transport)
    {
        await using var proxy = new ConnectProxy();
        await using var devnet = await DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, Ct);
        var asked = transport == AlloraTransport.Rest ? devnet.Rest : devnet.Rpc;
        await using var client = new AlloraClient(devnet.Network with
        {
            Endpoints = [new AlloraEndpoint(asked) { Proxy = proxy.Address }.Over(transport)],
            EventEndpoints = [new AlloraEndpoint(devnet.Rpc) { Proxy = proxy.Address }],
        });
        Assert.Equal(devnet.ChainId, await client.GetChainIdAsync(Ct));
        Assert.Contains(proxy.Served, line => line.Contains(asked.Authority, StringComparison.Ordinal));

        await using var signals = client.Blocks.ListenAsync(Ct).GetAsyncEnumerator(Ct);
        await signals.MoveNextAsync();
        Assert.IsType<StreamConnected>(signals.Current);
        await devnet.StepAsync(1, Ct);
        while (signals.Current is not BlockSignal)
            Assert.True(await signals.MoveNextAsync());
        Assert.Contains($"CONNECT {devnet.Rpc.Authority}", proxy.Served);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_proxy_that_wants_a_password_gets_it_and_no_text_shows_it()
    {
        await using var proxy = new ConnectProxy("someone:p@ss");
        await using var devnet = await DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, Ct);
        var with = new UriBuilder(proxy.Address) { UserName = "someone", Password = Uri.EscapeDataString("p@ss") }.Uri;
        var endpoint = new AlloraEndpoint(devnet.Rest) { Proxy = with }.Over(AlloraTransport.Rest);
        await using var client = new AlloraClient(devnet.Network with { Endpoints = [endpoint] });

        Assert.Equal(devnet.ChainId, await client.GetChainIdAsync(Ct));
        Assert.NotEmpty(proxy.Served);
        Assert.DoesNotContain("p@ss", endpoint.ToString(), StringComparison.Ordinal);

        await using var without = new AlloraClient(devnet.Network with { Endpoints = [endpoint with { Proxy = proxy.Address }] });
        var failure = await Assert.ThrowsAsync<AlloraException>(() => without.GetChainIdAsync(Ct));
        Assert.Contains("407", failure.Message, StringComparison.Ordinal);
    }

    // .NET alone would speak HTTP/1.1 to the proxy.
    [Theory(Timeout = 60_000)]
    [InlineData(null)]
    [InlineData("someone:p@ss")]
    public async Task GRPC_without_TLS_goes_through_a_tunnel_too(string? credentials)
    {
        await using var proxy = new ConnectProxy(credentials);
        await using var devnet = await DevNet.AlloraDevNet.StartAsync(new DevNetOptions { StepByHand = true }, Ct);
        var with = new UriBuilder(proxy.Address) { UserName = credentials is null ? "" : "someone", Password = credentials is null ? "" : Uri.EscapeDataString("p@ss") }.Uri;
        await using var client = new AlloraClient(devnet.Network with { Endpoints = [new AlloraEndpoint(devnet.Grpc) { Proxy = with }] });

        Assert.Equal(devnet.ChainId, await client.GetChainIdAsync(Ct));
        Assert.Equal([$"CONNECT {devnet.Grpc.Authority}"], proxy.Served);
        if (credentials is null)
            return;

        await using var without = new AlloraClient(devnet.Network with { Endpoints = [new AlloraEndpoint(devnet.Grpc) { Proxy = proxy.Address }] });
        var failure = await Assert.ThrowsAsync<AlloraException>(() => without.GetChainIdAsync(Ct));
        Assert.Contains("407", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsTransient);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
