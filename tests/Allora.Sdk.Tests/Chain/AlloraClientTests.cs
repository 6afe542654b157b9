using Microsoft.Extensions.Time.Testing;

namespace Allora.Sdk.Tests.Chain;

public class AlloraClientTests
{
    [Theory]
    [InlineData("ftp://localhost:1")]
    [InlineData("localhost:9090")]
    public void An_endpoint_without_http_is_refused(string endpoint)
    {
        var failure = Assert.Throws<ArgumentException>(() => new AlloraClient(AlloraNetwork.Local with { Endpoints = [new AlloraEndpoint(endpoint)] }));

        Assert.Contains("https://", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_endpoint_is_refused() =>
        Assert.Throws<ArgumentException>(() => new AlloraClient(AlloraNetwork.Local with { Endpoints = [new AlloraEndpoint(new Uri("/grpc", UriKind.Relative))] }));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3601)]
    public void A_time_limit_of_nothing_or_of_ages_is_refused(int seconds)
    {
        var options = new AlloraClientOptions { RequestTimeout = TimeSpan.FromSeconds(seconds) };

        Assert.Throws<ArgumentOutOfRangeException>(() => new AlloraClient(AlloraNetwork.Local, options));
    }

    [Fact]
    public async Task The_clock_and_the_network_are_the_given_ones()
    {
        var time = new FakeTimeProvider();
        await using var client = new AlloraClient(AlloraNetwork.Testnet, new AlloraClientOptions { TimeProvider = time });

        Assert.Same(time, client.Time);
        Assert.Same(AlloraNetwork.Testnet, client.Network);
    }

    [Fact]
    public async Task A_closed_client_says_so_and_may_be_closed_again()
    {
        var client = new AlloraClient(AlloraNetwork.Local);
        await client.DisposeAsync();
        await client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetChainIdAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetTopicAsync(1, TestContext.Current.CancellationToken));
    }
}
