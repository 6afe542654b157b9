using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Allora.TestData;
using Microsoft.AspNetCore.Builder;

namespace WebApi.Tests;

/// <summary>The whole sample on loopback, with its own chain: what it serves once a window was answered.</summary>
public sealed partial class WebApiTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private WebApplication? _app;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = WebApiApp.Create(["--urls", "http://127.0.0.1:0", "--contentRoot", Path.Combine(Data.RepoRoot, "samples", "WebApi")]);
        await _app.StartAsync(Ct);
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app!.StopAsync(Ct);
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Every_endpoint_tells_of_the_worker_and_its_windows()
    {
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync("/health/live", Ct)).StatusCode);
        await UntilAsync("/health/ready", body => body == "Healthy");
        var windows = await UntilAsync("/api/windows", body => body.Contains("Included", StringComparison.Ordinal));
        using (var read = JsonDocument.Parse(windows))
            Assert.All(read.RootElement.EnumerateArray(), w => Assert.Equal(67, w.GetProperty("topic").GetInt32()));
        using (var workers = JsonDocument.Parse(await UntilAsync("/api/workers", body => body.Contains("\"Ready\"", StringComparison.Ordinal))))
            Assert.Equal(("btc", "Ready"), (workers.RootElement[0].GetProperty("name").GetString(), workers.RootElement[0].GetProperty("state").GetString()));
        Assert.Contains("BTC/USD", await _http.GetStringAsync("/api/topics/67", Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/api/topics/4711", Ct)).StatusCode);
    }

    [Fact]
    public async Task The_console_shows_the_worker_and_its_windows()
    {
        // The handler follows the redirect of the root.
        Assert.Contains("<title>Overview", await _http.GetStringAsync("/", Ct), StringComparison.Ordinal);
        var history = await UntilAsync("/allora/api/history?worker=btc", body => body.Contains("\"Included\"", StringComparison.Ordinal));
        using var read = JsonDocument.Parse(history);
        Assert.All(read.RootElement.GetProperty("windows").EnumerateArray(), w => Assert.Equal(67, w.GetProperty("topic").GetInt32()));
    }

    [Fact]
    public async Task Metrics_have_the_names_that_the_page_of_metrics_lists()
    {
        var listed = Listed().Matches(await File.ReadAllTextAsync(Path.Combine(Data.RepoRoot, "docs", "metrics.md"), Ct)).Select(m => m.Groups[1].Value).ToHashSet();
        var scraped = await UntilAsync("/metrics", body => body.Contains("allora_worker_inclusion_latency", StringComparison.Ordinal));
        var names = Typed().Matches(scraped).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.Empty(names.Except(listed));
        // Those that count faults are silent on a chain without any, and the one of upgrades without a plan.
        string[] faults = ["allora_chain_upgrade_blocks", "allora_endpoint_failures_total", "allora_endpoint_reconnects_total", "allora_fees_burned_total", "allora_transaction_errors_total", "allora_worker_stops_total"];
        Assert.Empty(listed.Except(names).Except(faults));
        Assert.Matches(string.Create(CultureInfo.InvariantCulture, $"allora_worker_windows_settled_total\\{{.*allora_submission_status=\"included\".*\\}} [1-9]"), scraped);
    }

    private async Task<string> UntilAsync(string path, Func<string, bool> wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(120));
        while (true)
        {
            using var answer = await _http.GetAsync(path, limit.Token);
            var body = await answer.Content.ReadAsStringAsync(limit.Token);
            if (wanted(body))
                return body;
            await Task.Delay(100, limit.Token);
        }
    }

    [GeneratedRegex(@"^# TYPE (allora_\S+) ", RegexOptions.Multiline)]
    private static partial Regex Typed();

    [GeneratedRegex(@"^\| `allora\.[a-z.]+` \| `(allora_[A-Za-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
