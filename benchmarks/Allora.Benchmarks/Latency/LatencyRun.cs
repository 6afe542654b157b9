using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Allora.Benchmarks.Running;

namespace Allora.Benchmarks.Latency;

/// <summary>A latency run in a process of its own, which ends with its figures in a line of JSON.</summary>
internal static class LatencyRun
{
    /// <summary>A run that is given this prints its figures in a last line of JSON.</summary>
    public const string FiguresOption = "--figures";

    public static string Write(IReadOnlyDictionary<string, double> figures) => JsonSerializer.Serialize(figures);

    /// <summary>Runs it, prints what it prints if that is wanted, and reads its figures.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync(int windows, bool spinning = false, bool managed = false, bool quiet = false)
    {
        List<string> args = ["latency", windows.ToString(CultureInfo.InvariantCulture), FiguresOption];
        if (managed)
            args.Add("--managed");
        var start = spinning ? SpinningThreads.Prepare(args) : ThisProgram.Prepare(args);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        // A broken limit of one run is no failure here: it ends with 1, and its figures count.
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var lines = output.Split('\n');
        if (!quiet)
            Console.Write(string.Join('\n', lines.Where(line => !line.StartsWith('{'))));
        var figures = lines.FirstOrDefault(line => line.StartsWith('{'))
            ?? throw new InvalidOperationException($"the run ended with {process.ExitCode} and without figures");
        return JsonSerializer.Deserialize<Dictionary<string, double>>(figures)!;
    }
}
