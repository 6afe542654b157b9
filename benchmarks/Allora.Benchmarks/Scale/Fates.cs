using System.Collections.Concurrent;
using Allora.Sdk;

namespace Allora.Benchmarks.Scale;

/// <summary>What came of the windows that opened after a height, and how long their answers took.</summary>
/// <param name="after">A window that was open before its worker started may have had no time left.</param>
internal sealed class Fates(long after = 0)
{
    private const int MostTold = 20;

    private readonly ConcurrentQueue<double> _latencies = [];
    private readonly ConcurrentDictionary<SubmissionStatus, int> _counts = new();

    public int Windows => _counts.Where(pair => pair.Key != SubmissionStatus.Broadcast).Sum(pair => pair.Value);

    public int Of(SubmissionStatus status) => _counts.GetValueOrDefault(status);

    public int Broadcasts => Of(SubmissionStatus.Broadcast);

    public async Task ReadAsync(WorkerRunner runner)
    {
        await foreach (var result in runner.ResultsAsync())
        {
            if (result.Nonce <= after)
                continue;
            _counts.AddOrUpdate(result.Status, 1, static (_, count) => count + 1);
            if (result.IsTerminal && result.Status != SubmissionStatus.Included && Windows - Of(SubmissionStatus.Included) <= MostTold)
                Console.WriteLine($"  topic {result.TopicId}, nonce {result.Nonce}: {result.Status} at {result.Stage}, {result.Reason}: {result.Message}");
            if (result is { Status: SubmissionStatus.Broadcast, Timings.OwnLatency: { } latency })
                _latencies.Enqueue(latency.TotalMilliseconds);
        }
    }

    /// <summary>Milliseconds from the frame's last byte to the request of BroadcastTx, the model aside.</summary>
    public double Latency(double quantile)
    {
        var sorted = _latencies.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[(int)Math.Ceiling((sorted.Count - 1) * quantile)];
    }
}
