using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Allora.Sdk.Tests.Chain.Replay;

namespace Allora.Sdk.Tests.Chain.Transport;

public sealed class TlsTests : IDisposable
{
    private readonly X509Certificate2 _certificate = SelfSigned();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_https_endpoint_is_spoken_to_over_TLS()
    {
        await using var server = await StartAsync();
        await using var client = new AlloraClient(server.Network, new AlloraClientOptions
        {
            ConfigureHttp = handler => handler.SslOptions.RemoteCertificateValidationCallback =
                (_, certificate, _, _) => certificate?.GetCertHashString() == _certificate.GetCertHashString(),
        });

        Assert.Equal("localnet", await client.GetChainIdAsync(Ct));
        Assert.Equal("https", server.Endpoint.Scheme);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var server = await StartAsync();
        await using var client = new AlloraClient(server.Network);

        var failure = await Assert.ThrowsAsync<AlloraException>(() => client.GetChainIdAsync(Ct));

        Assert.Equal((AlloraErrorReason.Transport, true), (failure.Reason, failure.IsTransient));
        Assert.Empty(server.Received);
    }

    public void Dispose() => _certificate.Dispose();

    private Task<ReplayServer> StartAsync() =>
        ReplayServer.StartAsync(_ => Task.FromResult(CapturedCall.Get("node-info").Answer), certificate: _certificate);

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
