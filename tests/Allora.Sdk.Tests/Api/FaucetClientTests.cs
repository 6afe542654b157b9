using Allora.Sdk.Api;

#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Tests.Api;

public class FaucetClientTests
{
    private const string Address = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_form_is_posted_with_the_key_and_stays_a_post_across_a_redirect()
    {
        await using var server = await LoopbackApi.StartAsync((request, _) =>
            request.Target == "/old" ? new ApiAnswer(301, Location: "/api/request") : new ApiAnswer(200, "{}"));
        using var faucet = new FaucetClient(Network(server, "old"), new FaucetOptions { ApiKey = "open sesame" });

        await faucet.RequestAsync(Address, Ct);

        Assert.Equal(["/old", "/api/request"], server.Received.Select(request => request.Target));
        Assert.All(server.Received, request =>
        {
            Assert.Equal(("POST", $"chain=allora-testnet-1&address={Address}", "open sesame"), (request.Method, request.Body, request.Key));
            Assert.Equal("application/x-www-form-urlencoded", request.ContentType);
        });
    }

    [Fact(Timeout = 60_000)]
    public async Task The_key_is_not_carried_to_another_host()
    {
        await using var other = await LoopbackApi.StartAsync((_, _) => new ApiAnswer(200));
        await using var server = await LoopbackApi.StartAsync((_, _) => new ApiAnswer(308, Location: $"http://localhost:{other.Address.Port}/x"));
        using var faucet = new FaucetClient(Network(server, ""), new FaucetOptions { ApiKey = "open sesame" });

        await faucet.RequestAsync(Address, Ct);

        var carried = Assert.Single(other.Received);
        Assert.Equal(("POST", null), (carried.Method, carried.Key));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(429, "42", AlloraErrorReason.RateLimited, "42 s")]
    [InlineData(403, null, AlloraErrorReason.AccessDenied, "key")]
    [InlineData(500, null, AlloraErrorReason.Unavailable, "500")]
    [InlineData(400, null, AlloraErrorReason.InvalidRequest, "drained")]
    public async Task Refusals_are_told_with_what_to_do(int status, string? retryAfter, AlloraErrorReason reason, string said)
    {
        await using var server = await LoopbackApi.StartAsync((_, _) => new ApiAnswer(status, """{"message":"drained"}""", retryAfter));
        using var faucet = new FaucetClient(Network(server, ""));

        var failure = await Assert.ThrowsAsync<AlloraException>(() => faucet.RequestAsync(Address, Ct));

        Assert.Equal(reason, failure.Reason);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Received);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_ends_whatever_the_faucet_does()
    {
        await using var circle = await LoopbackApi.StartAsync((_, _) => new ApiAnswer(301, Location: "/again"));
        using var faucet = new FaucetClient(Network(circle, ""));
        Assert.Contains("moved more than", (await Assert.ThrowsAsync<AlloraException>(() => faucet.RequestAsync(Address, Ct))).Message, StringComparison.Ordinal);

        await using var silent = await LoopbackApi.StartAsync((_, _) => new ApiAnswer(200, Hangs: true));
        using var hasty = new FaucetClient(Network(silent, ""), new FaucetOptions { RequestTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(AlloraErrorReason.Timeout, (await Assert.ThrowsAsync<AlloraException>(() => hasty.RequestAsync(Address, Ct))).Reason);
    }

    [Fact]
    public async Task Wrong_input_is_refused_before_anything_is_asked()
    {
        Assert.Throws<ArgumentException>(() => new FaucetClient(AlloraNetwork.Mainnet));
        using var faucet = new FaucetClient(AlloraNetwork.Testnet);
        await Assert.ThrowsAsync<ArgumentException>(() => faucet.RequestAsync(Address[..^1] + "q", Ct));
    }

    private static AlloraNetwork Network(LoopbackApi server, string path) => AlloraNetwork.Testnet with { Faucet = new Uri(server.Address, path) };
}
