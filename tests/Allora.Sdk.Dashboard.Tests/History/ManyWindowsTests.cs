using System.Diagnostics;
using Allora.Sdk.Dashboard.Views;

namespace Allora.Sdk.Dashboard.Tests.History;

/// <summary>200 000 windows over 50 topics.</summary>
public sealed class ManyWindowsTests
{
    private const int Topics = 50;
    private const int WindowsEach = 4_000;

    [Fact]
    public async Task The_overview_reads_the_newest_windows_of_each_worker_and_no_others()
    {
        await using var console = await ConsoleHost.StartAsync();
        for (var topic = 1; topic <= Topics; topic++)
        {
            console.Add($"w{topic}", (ulong)topic);
            var result = Results.Of(1, topic: (ulong)topic);
            for (var nonce = 1; nonce <= WindowsEach; nonce++)
                console.Report($"w{topic}", result with { Nonce = nonce });
        }

        var before = console.Dashboard.Memory.WindowsRead;
        var start = Stopwatch.GetTimestamp();
        var overview = Overview.Of(console.Dashboard);
        TestContext.Current.TestOutputHelper?.WriteLine($"overview of {Topics * WindowsEach} windows: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms");

        Assert.Equal(Topics * WorkerRows.RateWindows, console.Dashboard.Memory.WindowsRead - before);
        Assert.Equal(Topics * WorkerRows.RateWindows, overview.Rate.Succeeded);
        Assert.Equal(Topics, overview.Workers.Count);

        before = console.Dashboard.Memory.WindowsRead;
        await console.Http.GetStringAsync("/allora/api/history?topic=7&limit=100", TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"history: {console.Dashboard.Memory.WindowsRead - before} windows read");
    }
}
