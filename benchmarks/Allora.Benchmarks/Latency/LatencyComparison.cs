using System.Globalization;

namespace Allora.Benchmarks.Latency;

/// <summary>
/// The latency with native signatures, with managed ones, and with native ones and spinning threads, in turn, each run in a process of its own: the
/// medians of RUNS runs. Usage: latency [windows] --compare RUNS. Exit code 1 if a run failed or a limit does not hold for the first. For an idle machine.
/// </summary>
internal static class LatencyComparison
{
    public static async Task<int> RunAsync(int windows, int runs)
    {
        List<IReadOnlyDictionary<string, double>> native = [], managed = [], spinning = [];
        for (var run = 1; run <= runs; run++)
        {
            Console.WriteLine($"run {run} of {runs}: native, then managed, then native with spinning threads");
            native.Add(await LatencyRun.MeasureAsync(windows));
            managed.Add(await LatencyRun.MeasureAsync(windows, managed: true));
            spinning.Add(await LatencyRun.MeasureAsync(windows, spinning: true));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"milliseconds, medians of {runs} runs of {windows} windows {"",26}  native  managed spinning"));
        foreach (var name in native[0].Keys)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-76} {Median(native, name),8:F2} {Median(managed, name),8:F2} {Median(spinning, name),8:F2}"));
        var broken = LatencyReport.Limits.Where(limit => Median(native, limit.Name) > limit.Most).ToList();
        foreach (var (name, most) in broken)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LIMIT BROKEN: {name}: {Median(native, name):F2} ms (at most {most})"));
        return broken.Count == 0 ? 0 : 1;
    }

    private static double Median(List<IReadOnlyDictionary<string, double>> runs, string name)
    {
        var sorted = runs.Select(run => run[name]).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
