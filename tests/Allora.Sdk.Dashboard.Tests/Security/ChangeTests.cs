using System.Net;
using System.Text.Json;

namespace Allora.Sdk.Dashboard.Tests.Security;

/// <summary>Pausing and resuming from the console.</summary>
public sealed class ChangeTests
{
    private const string Header = "X-Allora-Antiforgery";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_changes_unless_the_host_allows_it()
    {
        await using var console = await ConsoleHost.StartAsync();
        var runner = console.Add("w");

        Assert.Equal("", await SecretAsync(console));
        Assert.Equal(HttpStatusCode.Forbidden, (await console.SendAsync(HttpMethod.Post, "/allora/api/pause?worker=w", (Header, console.Dashboard.AntiForgery.Value))).StatusCode);
        Assert.False(runner.IsPaused);
    }

    [Fact]
    public async Task A_page_of_this_console_pauses_and_resumes()
    {
        await using var console = await StartAsync();
        var runner = console.Add("w");
        var secret = await SecretAsync(console);

        Assert.Equal(HttpStatusCode.NoContent, (await console.SendAsync(HttpMethod.Post, "/allora/api/pause?worker=w", (Header, secret))).StatusCode);
        Assert.True(runner.IsPaused);
        Assert.Equal(WorkerState.Paused, runner.Status.State);
        Assert.Equal(HttpStatusCode.NoContent, (await console.SendAsync(HttpMethod.Post, "/allora/api/resume?worker=w", (Header, secret), ("Origin", console.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)))).StatusCode);
        Assert.False(runner.IsPaused);
        Assert.Equal(HttpStatusCode.NotFound, (await console.SendAsync(HttpMethod.Post, "/allora/api/pause?worker=x", (Header, secret))).StatusCode);
    }

    [Fact]
    public async Task Without_the_header_or_from_another_origin_nothing_changes()
    {
        await using var console = await StartAsync();
        var runner = console.Add("w");
        var secret = await SecretAsync(console);
        const string path = "/allora/api/pause?worker=w";

        Assert.Equal(HttpStatusCode.BadRequest, (await console.SendAsync(HttpMethod.Post, path)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await console.SendAsync(HttpMethod.Post, path, (Header, secret[1..]))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await console.SendAsync(HttpMethod.Post, path, (Header, secret), ("Origin", "http://evil.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await console.SendAsync(HttpMethod.Post, path, (Header, secret), ("Origin", "null"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await console.SendAsync(HttpMethod.Post, path, (Header, secret), ("Host", "evil.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await console.SendAsync(HttpMethod.Post, path, (Header, secret), ("X-Forwarded-For", "127.0.0.1"))).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await console.GetAsync(path, (Header, secret))).StatusCode);
        Assert.False(runner.IsPaused);
    }

    private static Task<ConsoleHost> StartAsync() => ConsoleHost.StartAsync(new AlloraDashboardOptions { AllowPause = true, ReadNetworkValues = false });

    private static async Task<string> SecretAsync(ConsoleHost console)
    {
        using var session = JsonDocument.Parse(await console.Http.GetStringAsync("/allora/api/session", Ct));
        return session.RootElement.GetProperty("antiForgery").GetString()!;
    }
}
