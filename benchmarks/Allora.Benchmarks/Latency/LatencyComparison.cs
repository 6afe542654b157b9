using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Allora.Benchmarks.Latency;

/// <summary>
/// The latency with managed and with native signatures, in turn, each run in a process of its own: the medians of RUNS runs. Usage:
/// latency [windows] --compare RUNS. Exit code 1 if a run failed or a limit does not hold for the native medians. For an idle machine.
/// </summary>
internal static class LatencyComparison
{
    /// <summary>A run that is given this prints its figures in a last line of JSON.</summary>
    public const string FiguresOption = "--figures";

    // The lines of a report that have a limit, which is printed behind them there.
    private static readonly (string Name, double Most)[] Limits =
        [("p50 above the floor's", 1), ("p99 above the floor's", 5), ("the DevNet's and the worker's medians apart", 0.3)];

    public static string Write(IReadOnlyDictionary<string, double> figures) => JsonSerializer.Serialize(figures);

    public static async Task<int> RunAsync(int windows, int runs)
    {
        List<Dictionary<string, double>> managed = [], native = [];
        for (var run = 1; run <= runs; run++)
        {
            Console.WriteLine($"run {run} of {runs}: managed, then native");
            managed.Add(await MeasureAsync(windows, "--managed"));
            native.Add(await MeasureAsync(windows));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"milliseconds, medians of {runs} runs of {windows} windows {"",26} managed   native"));
        foreach (var name in native[0].Keys)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-76} {Median(managed, name),8:F2} {Median(native, name),8:F2}"));
        var broken = Limits.Where(limit => Median(native, limit.Name) > limit.Most).ToList();
        foreach (var (name, most) in broken)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LIMIT BROKEN: {name}: {Median(native, name):F2} ms (at most {most})"));
        return broken.Count == 0 ? 0 : 1;
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(int windows, params string[] further)
    {
        // A broken limit of one run is no failure here: it ends with 1, and its figures count.
        using var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, ["latency", windows.ToString(CultureInfo.InvariantCulture), FiguresOption, .. further])
        { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var lines = output.Split('\n');
        Console.Write(string.Join('\n', lines.Where(line => !line.StartsWith('{'))));
        var figures = lines.FirstOrDefault(line => line.StartsWith('{'))
            ?? throw new InvalidOperationException($"the run ended with {process.ExitCode} and without figures");
        return JsonSerializer.Deserialize<Dictionary<string, double>>(figures)!;
    }

    private static double Median(List<Dictionary<string, double>> runs, string name)
    {
        var sorted = runs.Select(run => run[name]).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
