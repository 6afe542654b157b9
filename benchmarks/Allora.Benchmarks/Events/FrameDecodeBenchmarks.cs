using System.Text.Json;
using Allora.Sdk.Events.Frames;
using BenchmarkDotNet.Attributes;

namespace Allora.Benchmarks.Events;

/// <summary>A block's frame to what it says about windows. The baseline reads every token of the same bytes and looks at none.</summary>
public class FrameDecodeBenchmarks
{
    private readonly DecodedFrame _target = new();
    private byte[][] _frames = [];
    private int _next;

    [Params(FrameKind.WithoutWindows, FrameKind.WithWindows)]
    public FrameKind Frames { get; set; }

    [GlobalSetup]
    public void Setup() => _frames = CapturedFrames.Of(Frames);

    [Benchmark(Baseline = true, Description = "bare Utf8JsonReader")]
    public int BareReader()
    {
        var reader = new Utf8JsonReader(Next());
        var tokens = 0;
        while (reader.Read())
            tokens++;
        return tokens;
    }

    [Benchmark(Description = "decode")]
    public long Decode()
    {
        if (BlockFrameDecoder.Decode(Next(), _target) != DecodeResult.Block)
            throw new InvalidOperationException("a captured block frame was not decoded");
        return _target.Height;
    }

    private byte[] Next()
    {
        _next = _next + 1 < _frames.Length ? _next + 1 : 0;
        return _frames[_next];
    }
}
