using System.Text;
using Allora.Sdk.Blocks;
using Allora.Sdk.Chain;
using Allora.Sdk.Events.Frames;
using BenchmarkDotNet.Attributes;

namespace Allora.Benchmarks.Events;

/// <summary>
/// A block that opens a window of every topic, from its bytes to a trigger for each topic's worker. The baseline decodes the same bytes;
/// times are for the whole block. The frame is a captured one with its window event repeated under other topic ids.
/// </summary>
public class TopicsBenchmarks
{
    private readonly DecodedFrame _target = new();
    private readonly TriggerRoutes _routes = new();
    private readonly BlockSequence _sequence = new();
    private byte[] _frame = [];
    private Counter _counter = new();

    [Params(1, 100, 1000)]
    public int Topics { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _frame = FrameOf(Topics);
        _counter = new Counter();
        for (var topic = 1UL; topic <= (ulong)Topics; topic++)
            _routes.Add(WindowSide.Worker, topic, _counter);
        if (DecodeAndRoute() != Topics)
            throw new InvalidOperationException($"{_counter.Count} hints for {Topics} topics");
    }

    [Benchmark(Baseline = true, Description = "decode")]
    public int Decode()
    {
        BlockFrameDecoder.Decode(_frame, _target);
        return _target.Opened.Count;
    }

    [Benchmark(Description = "decode, order, route a trigger to each worker")]
    public int DecodeAndRoute()
    {
        BlockFrameDecoder.Decode(_frame, _target);
        _sequence.Reset();
        _sequence.TryAccept(_target, 0, out var block, out _);
        _counter.Count = 0;
        _routes.Offer(block!);
        return _counter.Count;
    }

    private static byte[] FrameOf(int topics)
    {
        const string start = "{\"type\":\"emissions.v10.EventWorkerSubmissionWindowOpened\"";
        var text = CapturedFrames.Of(FrameKind.WithWindows).Select(Encoding.UTF8.GetString).First(frame => frame.Contains(start, StringComparison.Ordinal));
        var from = text.IndexOf(start, StringComparison.Ordinal);
        var to = text.IndexOf("]}", from, StringComparison.Ordinal) + 2;
        var opened = text[from..to];
        var id = opened.IndexOf("\"topic_id\",\"value\":\"\\\"", StringComparison.Ordinal) + "\"topic_id\",\"value\":\"\\\"".Length;
        var events = Enumerable.Range(1, topics).Select(topic => $"{opened[..id]}{topic}{opened[opened.IndexOf('\\', id)..]}");
        return Encoding.UTF8.GetBytes(text[..from] + string.Join(',', events) + text[to..]);
    }

    private sealed class Counter : ITriggerSink
    {
        public int Count { get; set; }

        public void Offer(Trigger trigger) => Count++;
    }
}
