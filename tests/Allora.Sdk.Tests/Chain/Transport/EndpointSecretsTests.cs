using Allora.Sdk.DevNet;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Tests.Api;
using Allora.Sdk.Tests.Base;
using Microsoft.Extensions.Logging;

namespace Allora.Sdk.Tests.Chain.Transport;

/// <summary>User name, password and query of an endpoint's address reach the endpoint, and nothing else.</summary>
public sealed class EndpointSecretsTests : IDisposable
{
    private readonly LineLogger _log = new();

    [Theory]
    [InlineData("rest+")]
    [InlineData("rpc+")]
    public async Task They_are_sent_with_every_request(string prefix)
    {
        await using var server = await LoopbackApi.StartAsync(static (_, _) => new ApiAnswer(503, "maintenance"));
        await using var client = Client($"{prefix}http://user:pa%20ss@{server.Address.Authority}/base?key=Geheim", server.Address.Authority);
        var failed = await Assert.ThrowsAsync<AlloraException>(() => client.GetBalanceAsync("allo1xy", TestContext.Current.CancellationToken));
        Assert.All(server.Received, static request => Assert.Equal("Basic dXNlcjpwYSBzcw==", request.Authorization));
        Assert.All(server.Received, static request => Assert.Contains("?key=Geheim", request.Target, StringComparison.Ordinal));
        Assert.All(server.Received, static request => Assert.StartsWith("/base", request.Target, StringComparison.Ordinal));
        Assert.NotEmpty(server.Received);
        Shown(failed.ToString(), client.Network.ToString());
    }

    [Theory]
    [InlineData("rest+")]
    [InlineData("rpc+")]
    [InlineData("")]
    public async Task A_gateway_that_repeats_them_does_not_have_them_shown(string prefix)
    {
        await using var server = await LoopbackApi.StartAsync(static (request, _) => new ApiAnswer(
            404, $$$"""{"code":5,"message":"Cannot GET {{{request.Target}}} as {{{request.Authorization}}}","error":{"code":-1,"message":"x","data":"Cannot GET {{{request.Target}}} as {{{request.Authorization}}}"}}"""));
        await using var client = Client($"{prefix}http://user:pa%20ss@{server.Address.Authority}/v1/n0deKey7d4f1c2b9a83?key=Geheim", server.Address.Authority);
        var failed = await Assert.ThrowsAsync<AlloraException>(() => client.GetBalanceAsync("allo1xy", TestContext.Current.CancellationToken));
        Assert.Equal(prefix.Length > 0, failed.Message.Contains("***", StringComparison.Ordinal));
        Shown(failed.ToString());
        Assert.DoesNotContain("n0deKey", failed + string.Join('\n', _log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_of_a_wrong_chain_shows_none_of_them()
    {
        await using var devnet = await AlloraDevNet.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var client = Client($"http://user:Geheim@{devnet.Grpc.Authority}/Geheim?key=Geheim", $"user:Geheim@{devnet.Rpc.Authority}");
        using var wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
        var folder = Directory.CreateTempSubdirectory("allora-secrets-");
        try
        {
            var runner = new WorkerRunner(client, wallet.WithOptions(new WalletOptions { StateFolder = folder.FullName }), new NeverAsked(), new WorkerOptions { TopicId = 1 });
            var failed = await Assert.ThrowsAsync<AlloraException>(() => runner.RunAsync(TestContext.Current.CancellationToken));
            Assert.Contains($"The node at http://{devnet.Grpc.Authority} serves chain", failed.Message, StringComparison.Ordinal);
            Shown(failed.ToString(), client.Network.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public void Dispose() => _log.Dispose();

    private AlloraClient Client(string address, string events) => new(
        AlloraNetwork.Local with { ChainId = "allora-other-1", Endpoints = [new AlloraEndpoint(address)], EventEndpoints = [new AlloraEndpoint($"http://{events}")] },
        new AlloraClientOptions { LoggerFactory = new LoggerFactory([_log]), RequestTimeout = TimeSpan.FromSeconds(5) });

    private void Shown(params string[] texts)
    {
        foreach (var text in texts.Concat(_log.Lines.Select(static one => one.Line + one.Exception)))
        {
            foreach (var secret in (string[])["Geheim", "pa ss", "pa%20ss", "dXNlcjpwYSBzcw=="])
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    private sealed class NeverAsked : IPredictionProvider
    {
        public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => throw new InvalidOperationException("asked");
    }
}
