using System.Text.Json;
using Allora.Sdk.Events.Frames;

namespace Allora.Sdk.Tests.Events;

/// <summary>The decoder against every frame that was recorded from a real node.</summary>
public sealed class BlockFrameDecoderTests
{
    private readonly DecodedFrame _frame = new();

    [Theory]
    [InlineData("ws-new-block-events.json", 12, 3, 3)]
    [InlineData("ws-epoch-with-losses.json", 4, 3, 1)]
    public void Finds_in_recorded_blocks_what_a_plain_reading_finds(string file, int blocks, int opened, int closed)
    {
        var seen = (Blocks: 0, Opened: 0, Closed: 0);
        foreach (var text in CapturedFrames.Of(file))
        {
            var result = Decode(text);
            var expected = ReferenceReading.Of(text);
            Assert.Equal(expected is null ? DecodeResult.Reply : DecodeResult.Block, result);
            if (expected is null)
                continue;
            Assert.Equal(expected.Height, _frame.Height);
            Assert.Equal(expected.Opened, _frame.Opened);
            Assert.Equal(expected.Closed, _frame.Closed);
            Assert.Equal(0, _frame.UnreadableEvents);
            seen = (seen.Blocks + 1, seen.Opened + expected.Opened.Count, seen.Closed + expected.Closed.Count);
        }

        Assert.Equal((blocks, opened, closed), seen);
    }

    [Fact]
    public void Sees_every_answer_of_a_recorded_session_for_what_it_is()
    {
        var counts = new Dictionary<DecodeResult, int>();
        foreach (var text in CapturedFrames.Of("ws-session.json"))
        {
            var result = Decode(text);
            Assert.Equal(Expected(text), result);
            counts[result] = counts.GetValueOrDefault(result) + 1;
        }

        Assert.Equal(1, counts[DecodeResult.Header]);
        Assert.Equal(12, counts[DecodeResult.Error]);
        Assert.Equal(10, counts[DecodeResult.Reply]);
        Assert.Equal(3, counts.Count);
    }

    [Fact]
    public void Reads_height_and_time_from_a_recorded_header()
    {
        var text = CapturedFrames.Of("ws-session.json").Single(frame => frame.Contains("tendermint/event/NewBlockHeader", StringComparison.Ordinal));

        Assert.Equal(DecodeResult.Header, Decode(text));
        Assert.Equal(75, _frame.Height);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 21, 19, 59, TimeSpan.Zero).AddTicks(1122736), _frame.Time);
    }

    [Fact]
    public void Passes_over_transaction_frames()
    {
        var frames = CapturedFrames.Of("ws-tx.json");

        Assert.Equal(4, frames.Count);
        Assert.All(frames, text => Assert.Equal(DecodeResult.Ignored, Decode(text)));
    }

    [Fact]
    public void Sees_that_a_slow_client_lost_its_subscription()
    {
        var results = CapturedFrames.Of("ws-slow-client.json").Select(text => (Decode(text), _frame.ErrorCode, _frame.Id)).ToList();

        // The recording cut the transaction frame short; its kind is known before that.
        Assert.Equal([(DecodeResult.Error, -32000, 1), (DecodeResult.Ignored, 0, 1), (DecodeResult.Error, -32000, 1)], results);
        Assert.Equal("subscription was canceled (reason: internal subscription event buffer is out of capacity)", _frame.ErrorText);
    }

    [Fact]
    public void Allocates_nothing_for_recorded_blocks_headers_and_transactions()
    {
        string[] files = ["ws-new-block-events.json", "ws-epoch-with-losses.json", "ws-session.json", "ws-tx.json"];
        var frames = files.SelectMany(CapturedFrames.Of)
            .Where(text => Decode(text) is DecodeResult.Block or DecodeResult.Header or DecodeResult.Ignored)
            .Select(CapturedFrames.Utf8).ToArray();
        Assert.Equal(21, frames.Length);

        foreach (var frame in frames)
            BlockFrameDecoder.Decode(frame, _frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var frame in frames)
            BlockFrameDecoder.Decode(frame, _frame);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static DecodeResult Expected(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return root.TryGetProperty("error", out _) ? DecodeResult.Error
            : !root.GetProperty("result").TryGetProperty("data", out var data) ? DecodeResult.Reply
            : data.GetProperty("type").GetString() == "tendermint/event/NewBlockHeader" ? DecodeResult.Header
            : DecodeResult.Ignored;
    }

    private DecodeResult Decode(string text) => BlockFrameDecoder.Decode(CapturedFrames.Utf8(text), _frame);
}
