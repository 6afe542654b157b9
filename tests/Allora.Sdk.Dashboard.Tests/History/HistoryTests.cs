using System.Net;
using System.Text.Json;
using Allora.Sdk.Dashboard.History;
using CsCheck;

namespace Allora.Sdk.Dashboard.Tests.History;

/// <summary>The windows in memory, page by page and by choice.</summary>
public sealed class HistoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_together_are_all_windows_once_and_in_order()
    {
        var windows = Gen.Select(Gen.Int[0, 3], Gen.Long[1, 12]).List[0, 40];
        await Gen.Select(windows, Gen.Int[1, 7]).SampleAsync(async (given, size) =>
        {
            var history = Filled(given);
            var read = new List<(long, string)>();
            for (var page = new WindowFilter { Limit = size }; ;)
            {
                var part = await history.ReadAsync(page, Ct);
                read.AddRange(part.Select(static one => (one.Result.Nonce, one.Worker)));
                if (part.Count < size)
                    break;
                page = page with { AfterNonce = part[^1].Result.Nonce, AfterWorker = part[^1].Worker };
            }

            Assert.Equal(given.Select(static one => (one.Item2, $"w{one.Item1}")).Distinct().OrderByDescending(static one => one.Item1).ThenBy(static one => one.Item2, StringComparer.Ordinal), read);
        });
    }

    [Fact]
    public void A_full_lane_keeps_the_highest_nonces()
    {
        Gen.Long[1, 1_000].List[0, 60].Sample(nonces =>
        {
            var lane = new WindowLane(10);
            foreach (var nonce in nonces)
                lane.Change(nonce, _ => Record("w", nonce));

            Assert.Equal(nonces.Distinct().OrderDescending().Take(10), lane.Newest(100).Select(static one => one.Result.Nonce));
        });
    }

    [Fact]
    public void Only_what_changed_since_is_read_again()
    {
        var lane = new WindowLane(10);
        lane.Change(1, _ => Record("w", 1));
        lane.Change(2, _ => Record("w", 2));
        var (_, version) = lane.Changed(0, 10);

        lane.Change(1, static known => known! with { NetworkValue = "3" });

        Assert.Equal("3", Assert.Single(lane.Changed(version, 10).Windows).NetworkValue);
        Assert.Empty(lane.Changed(lane.Version, 10).Windows);
    }

    [Fact]
    public async Task A_choice_is_a_link()
    {
        await using var console = await ConsoleHost.StartAsync();
        console.Add("one");
        console.Add("two", 68);
        console.Report("one", Results.Of(7));
        console.Report("one", Results.Of(9, SubmissionStatus.Missed));
        console.Report("two", Results.Of(9, topic: 68));

        Assert.Equal([(9, "one"), (9, "two"), (7, "one")], await NoncesAsync(console, ""));
        Assert.Equal([(9, "one")], await NoncesAsync(console, "?status=missed"));
        Assert.Equal([(9, "two")], await NoncesAsync(console, "?topic=68"));
        Assert.Equal([(9, "one"), (7, "one")], await NoncesAsync(console, "?worker=one"));
        Assert.Equal([(7, "one")], await NoncesAsync(console, "?afterNonce=9&afterWorker=two"));
        Assert.Equal([], await NoncesAsync(console, "?until=2020-01-01T00:00:00Z"));
        Assert.Equal(3, (await NoncesAsync(console, "?from=2020-01-01T00:00:00Z")).Count);
        foreach (var wrong in new[] { "topic=-1", "status=nothing", "status=99", "from=yesterday", "afterNonce=x" })
            Assert.Equal(HttpStatusCode.BadRequest, (await console.GetAsync($"/allora/api/history?{wrong}")).StatusCode);
    }

    [Fact]
    public async Task Windows_of_earlier_runs_come_from_the_hosts_history_and_newer_records_win()
    {
        var earlier = new MemoryHistory(100);
        earlier.Of("w").Change(5, _ => Record("w", 5));
        earlier.Of("w").Change(7, _ => Record("w", 7));
        await using var console = await ConsoleHost.StartAsync(new AlloraDashboardOptions { History = earlier, ReadNetworkValues = false });
        console.Add("w");
        console.Report("w", Results.Of(7, SubmissionStatus.Missed));

        Assert.Equal([(7, "w"), (5, "w")], await NoncesAsync(console, ""));
        Assert.Equal([(7, "w")], await NoncesAsync(console, "?status=missed"));
        Assert.Equal([(5, "w")], await NoncesAsync(console, "?status=included"));
        Assert.Contains("Included", await console.Http.GetStringAsync("/allora/api/window?worker=w&nonce=5", Ct), StringComparison.Ordinal);
        Assert.Contains("Missed", await console.Http.GetStringAsync("/allora/api/window?worker=w&nonce=7", Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await console.GetAsync("/allora/api/window?worker=w&nonce=6")).StatusCode);
    }

    [Fact]
    public async Task All_lines_of_a_choice_are_in_the_file_over_several_pages()
    {
        await using var console = await ConsoleHost.StartAsync();
        console.Add("one");
        console.Add("two");
        for (var nonce = 1; nonce <= 700; nonce++)
        {
            console.Report("one", Results.Of(nonce));
            console.Report("two", Results.Of(nonce));
        }

        var lines = (await console.Http.GetStringAsync("/allora/api/history.csv", Ct)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(1_401, lines.Distinct().Count());
        Assert.All(lines, line => Assert.Equal(lines[0].Split(',').Length, line.Split(',').Length));
    }

    private static async Task<List<(long, string)>> NoncesAsync(ConsoleHost console, string query)
    {
        using var read = JsonDocument.Parse(await console.Http.GetStringAsync($"/allora/api/history{query}", Ct));
        return [.. read.RootElement.GetProperty("windows").EnumerateArray().Select(static one => (one.GetProperty("nonce").GetInt64(), one.GetProperty("worker").GetString()!))];
    }

    private static MemoryHistory Filled(IEnumerable<(int Worker, long Nonce)> windows)
    {
        var history = new MemoryHistory(100);
        foreach (var (worker, nonce) in windows)
            history.Of($"w{worker}").Change(nonce, _ => Record($"w{worker}", nonce));
        return history;
    }

    private static WindowRecord Record(string worker, long nonce) => new() { Worker = worker, Result = Results.Of(nonce), FirstSeen = DateTimeOffset.UnixEpoch };
}
