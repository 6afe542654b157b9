using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Allora.Sdk.Dashboard.Tests.Security;

/// <summary>Who may read the console.</summary>
public sealed class AccessTests
{
    private const string Token = "a token of enough length";

    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.7");

    [Theory]
    [InlineData("/allora/")]
    [InlineData("/allora/worker")]
    [InlineData("/allora/assets/base.css")]
    [InlineData("/allora/api/session")]
    [InlineData("/allora/api/history")]
    [InlineData("/allora/events")]
    public async Task This_machine_may_read_and_no_other(string path)
    {
        await using var here = await ConsoleHost.StartAsync();
        await using var there = await ConsoleHost.StartAsync(remote: Elsewhere);

        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await there.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:1234", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    [InlineData("console.example", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("192.0.2.1", HttpStatusCode.Forbidden)]
    public async Task A_foreign_name_is_refused(string host, HttpStatusCode expected)
    {
        var options = new AlloraDashboardOptions { ReadNetworkValues = false };
        options.AllowedHosts.Add("console.example");
        await using var console = await ConsoleHost.StartAsync(options);

        Assert.Equal(expected, (await console.GetAsync("/allora/api/session", ("Host", host))).StatusCode);
    }

    [Theory]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("X-Original-For", "127.0.0.1:5")]
    [InlineData("Via", "1.1 proxy")]
    public async Task A_request_through_a_proxy_needs_the_token(string header, string value)
    {
        await using var without = await ConsoleHost.StartAsync();
        await using var with = await ConsoleHost.StartAsync(new AlloraDashboardOptions { Token = Token, ReadNetworkValues = false });

        Assert.Equal(HttpStatusCode.Forbidden, (await without.GetAsync("/allora/", (header, value))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await with.GetAsync("/allora/", (header, value))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await with.GetAsync("/allora/", (header, value), ("Authorization", $"Bearer {Token}"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await with.GetAsync("/allora/")).StatusCode);
    }

    [Fact]
    public async Task Another_machine_needs_the_token_whole()
    {
        await using var console = await ConsoleHost.StartAsync(new AlloraDashboardOptions { Token = Token, ReadNetworkValues = false }, Elsewhere);

        var asked = await console.GetAsync("/allora/");
        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        Assert.Equal("Basic", Assert.Single(asked.Headers.WwwAuthenticate).Scheme);
        foreach (var good in new[] { $"Bearer {Token}", Basic($"anybody:{Token}") })
            Assert.Equal(HttpStatusCode.OK, (await console.GetAsync("/allora/events", ("Authorization", good))).StatusCode);
        foreach (var bad in new[] { "Bearer", "Bearer ", $"Bearer {Token[..^1]}", $"Bearer {Token}x", "Basic !", Basic(Token), Basic("anybody:"), $"Digest {Token}" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await console.GetAsync("/allora/", ("Authorization", bad))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await console.GetAsync($"/allora/?token={Token}")).StatusCode);
    }

    [Fact]
    public async Task Pages_of_other_sites_link_here_and_cannot_read()
    {
        await using var console = await ConsoleHost.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await console.GetAsync("/allora/", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await console.GetAsync("/allora/events", ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await console.GetAsync("/allora/events", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await console.GetAsync("/allora/api/session", ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "cors"))).StatusCode);
    }

    [Theory]
    [InlineData("too short")]
    [InlineData("")]
    public void A_token_that_can_be_guessed_is_refused(string token) =>
        Assert.Contains("Token", Assert.Throws<ArgumentException>(() => new AlloraDashboard(new AlloraDashboardOptions { Token = token })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://console.example")]
    [InlineData("console.example:80")]
    public void A_name_with_scheme_or_port_is_refused(string host)
    {
        var options = new AlloraDashboardOptions();
        options.AllowedHosts.Add(host);
        Assert.Throws<ArgumentException>(() => new AlloraDashboard(options));
    }

    private static string Basic(string pair) => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))).ToString();
}
