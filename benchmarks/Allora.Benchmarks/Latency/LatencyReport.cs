using System.Diagnostics;
using System.Globalization;
using System.Text;
using Allora.Benchmarks.Running;
using Allora.Sdk;

namespace Allora.Benchmarks.Latency;

/// <summary>The percentiles, what they are compared with, and the limits that they break.</summary>
internal sealed class LatencyReport
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _broken = [];
    private readonly Dictionary<string, double> _figures = [];

    private const string Apart = "the DevNet's and the worker's medians apart";

    // Threads that sleep are woken for the frame and for the request, which both medians do not share; threads that spin are not.
    private static readonly double MostApart = IsSpinning ? 0.3 : 0.6;

    /// <summary>The figures that have a limit, in milliseconds.</summary>
    public static IReadOnlyList<(string Name, double Most)> Limits { get; } =
        [("p50 above the floor's", 0.75), ("p99 above the floor's", 5), (Apart, MostApart)];

    private static bool IsSpinning => Environment.GetEnvironmentVariable(SpinningThreads.Variable) is not null;

    private static string Spins =>
        Environment.GetEnvironmentVariable(SpinningThreads.Variable) is { } hexadecimal ? $"{hexadecimal} (hexadecimal) times" : "as often as by default";

    public LatencyReport(Measured measured, IReadOnlyList<Stamp> stamps)
    {
        var frames = stamps.Where(s => s.Kind == "window").ToDictionary(s => s.Height, s => s.Timestamp);
        var received = stamps.Where(s => s.Kind == "broadcast").GroupBy(s => s.Hash).ToDictionary(g => g.Key, g => g.First().Timestamp);
        var worker = measured.Worker;
        var byDevNet = Percentiles.Of(worker, r => Stopwatch.GetElapsedTime(frames[r.Nonce], received[r.TransactionHash!]) - r.Timings.Prediction!.Value);
        var byWorker = Percentiles.Of(worker, r => r.Timings.OwnLatency!.Value);
        var floor = Percentiles.Of(measured.Floor, a => Stopwatch.GetElapsedTime(a.Started, received[a.Hash]));
        var warm = Percentiles.Of(measured.Warm, a => Stopwatch.GetElapsedTime(a.Started, received[a.Hash]));

        _text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"idle threads of both pools look for work {Spins} before they sleep"));
        _text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"the bare clients answered {measured.Floor.Count} and {measured.Warm.Count} windows"));
        _text.AppendLine("milliseconds                                                p50      p99");
        Line("frame sent to BroadcastTx received, by the DevNet", byDevNet);
        Line("frame received to BroadcastTx sent, by the worker", byWorker);
        Line("  between the two: the frame's way to the worker", Percentiles.Of(worker, r => Stopwatch.GetElapsedTime(frames[r.Nonce], measured.Heard[r.Nonce])));
        Line("  between the two: the request's way to the DevNet", Percentiles.Of(worker, r => Stopwatch.GetElapsedTime(
            measured.Heard[r.Nonce], received[r.TransactionHash!]) - r.Timings.BroadcastSent!.Value));
        Line("floor: bare client at its own block", floor);
        Line("bare client after the worker, awake", warm);
        Stage("  of the worker's: frame to the provider's call", worker, t => t.PredictionStarted);
        Stage("  of the worker's: forecast to signed bytes, under way in the Simulate", worker, t => t.TransactionSigned - t.Predicted);
        Stage("  of the worker's: forecast to Simulate answered", worker, t => t.Simulated - t.Predicted);
        Stage("  of the worker's: journal and call after the answer", worker, t => t.BroadcastSent - t.Simulated);
        _text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"above the bare client that is awake: p50 {byDevNet.P50 - warm.P50:F2} ms, p99 {byDevNet.P99 - warm.P99:F2} ms"));
        double[] limited = [byDevNet.P50 - floor.P50, byDevNet.P99 - floor.P99, Math.Abs(byDevNet.P50 - byWorker.P50)];
        foreach (var ((name, most), value) in Limits.Zip(limited))
            Limit(name, value, most);
    }

    public string Text => _text.ToString();

    /// <summary>What runs are compared by, in milliseconds.</summary>
    public IReadOnlyDictionary<string, double> Figures => _figures;

    public IReadOnlyList<string> Broken => _broken;

    private void Stage(string name, IReadOnlyList<SubmissionResult> worker, Func<SubmissionTimings, TimeSpan?> stage) =>
        Line(name, Percentiles.Of(worker, r => stage(r.Timings) ?? TimeSpan.Zero));

    private void Line(string name, Percentiles values)
    {
        _text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{name,-56} {values.P50,6:F2}  {values.P99,7:F2}"));
        (_figures[$"{name.Trim()}, p50"], _figures[$"{name.Trim()}, p99"]) = (values.P50, values.P99);
    }

    private void Limit(string name, double value, double most)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{name}: {value:F2} ms (at most {most})");
        _text.AppendLine(line);
        _figures[name] = value;
        if (value > most)
            _broken.Add(line);
    }
}

/// <summary>The median and the 99th percentile, in milliseconds, by the nearest rank.</summary>
internal sealed record Percentiles(double P50, double P99)
{
    public static Percentiles Of<T>(IReadOnlyList<T> measured, Func<T, TimeSpan> value)
    {
        var sorted = measured.Select(m => value(m).TotalMilliseconds).Order().ToList();
        return new Percentiles(At(sorted, 50), At(sorted, 99));
    }

    private static double At(List<double> sorted, int percent) =>
        sorted[Math.Clamp((int)Math.Ceiling(percent / 100.0 * sorted.Count) - 1, 0, sorted.Count - 1)];
}
