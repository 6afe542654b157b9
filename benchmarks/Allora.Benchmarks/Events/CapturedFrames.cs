using System.Text;
using Allora.TestData;

namespace Allora.Benchmarks.Events;

/// <summary>The block frames that a real node sent, as the bytes that came in.</summary>
internal static class CapturedFrames
{
    public static byte[][] Of(FrameKind kind) => [.. Data.Capture("ws-new-block-events.json").EnumerateArray()
        .Select(entry => entry.TryGetProperty("text", out var text) ? text.GetString()! : "")
        .Where(text => text.Contains("\"type\":\"tendermint/event/NewBlockEvents\"", StringComparison.Ordinal))
        .Where(text => text.Contains("EventWorkerSubmissionWindow", StringComparison.Ordinal) == (kind == FrameKind.WithWindows))
        .Select(Encoding.UTF8.GetBytes)];

    public static double MeanLength(FrameKind kind) => Of(kind).Average(frame => frame.Length);
}
