using System.Diagnostics;
using System.Text.Json;
#pragma warning disable xUnit1069 // The token of the time limit is used, through Ct.

namespace Allora.Sdk.Dashboard.Tests.Live;

/// <summary>An open page of a worker over a DevNet.</summary>
public sealed class LivePageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_node_that_is_killed_and_comes_back_shows_without_a_reload()
    {
        await using var host = await LiveHost.StartAsync();
        await using var page = await host.OpenAsync("/allora/events", Ct);
        await page.UntilAsync(static view => Attention(view).Length == 0 && Workers(view).All(static one => one.GetProperty("state").GetString() == "Ready"), Ct);

        await host.Chain.Nodes[0].StopAsync();
        var start = Stopwatch.GetTimestamp();
        var height = host.Chain.Height;
        await page.UntilAsync(static view => Attention(view).Contains("event stream", StringComparison.Ordinal) || Attention(view).Contains("no block", StringComparison.Ordinal), Ct);
        TestContext.Current.TestOutputHelper?.WriteLine($"shown {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s after the node was killed; a block is made every {LiveHost.BlockInterval.TotalSeconds} s");

        await host.Chain.Nodes[0].StartAsync(Ct);
        start = Stopwatch.GetTimestamp();
        await page.UntilAsync(view => Attention(view).Length == 0 && view.GetProperty("networks")[0].GetProperty("height").GetInt64() > height, Ct);
        TestContext.Current.TestOutputHelper?.WriteLine($"shown {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s after the node came back");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_window_is_on_its_workers_page_with_value_network_score_rank_and_reward()
    {
        await using var host = await LiveHost.StartAsync();
        await using var page = await host.OpenAsync("/allora/events?worker=67", Ct);

        var view = await page.UntilAsync(
            static view => view.GetProperty("windows").EnumerateArray().Any(static one => one.TryGetProperty("networkValue", out _) && one.TryGetProperty("fee", out _)), Ct);

        var window = view.GetProperty("windows").EnumerateArray().First(static one => one.TryGetProperty("networkValue", out _));
        Assert.Equal(("Included", "0.5"), (window.GetProperty("status").GetString(), window.GetProperty("value").GetString()));
        Assert.EndsWith("ALLO", window.GetProperty("fee").GetProperty("exact").GetString()!, StringComparison.Ordinal);
        using var story = JsonDocument.Parse(await host.Http.GetStringAsync($"/allora/api/window?worker=67&nonce={window.GetProperty("nonce").GetInt64()}", Ct));
        Assert.Contains(story.RootElement.GetProperty("steps").EnumerateArray(), static step => step.GetProperty("name").GetString() == "in a block");
        Assert.Contains(story.RootElement.GetProperty("peers").EnumerateArray(), static peer => peer.GetProperty("isOwn").GetBoolean());
    }

    [Fact(Timeout = 60_000)]
    public async Task An_open_page_does_not_hold_up_the_hosts_stop()
    {
        var host = await LiveHost.StartAsync();
        await using var page = await host.OpenAsync("/allora/events", Ct);
        await page.UntilAsync(static _ => true, Ct);

        var start = Stopwatch.GetTimestamp();
        await host.DisposeAsync();

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, LiveHost.ShutdownTimeout / 2);
    }

    private static IEnumerable<JsonElement> Workers(JsonElement view) => view.GetProperty("workers").EnumerateArray();

    private static string Attention(JsonElement view) => string.Join('\n', view.GetProperty("attention").EnumerateArray().Select(static one => one.GetProperty("text").GetString()));
}
