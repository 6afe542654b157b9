using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.Events.Frames;
using CsCheck;

namespace Allora.Sdk.Tests.Events;

/// <summary>The decoder on frames that nobody recorded: damaged ones, and generated ones whose content is known.</summary>
public sealed class BlockFrameFuzzTests
{
    private static readonly JsonSerializerOptions Escaping = new() { Encoder = JavaScriptEncoder.Default };
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly byte[][] Recorded =
    [
        .. new[] { "ws-new-block-events.json", "ws-epoch-with-losses.json", "ws-session.json", "ws-slow-client.json", "ws-tx.json" }
            .SelectMany(CapturedFrames.Of).Select(CapturedFrames.Utf8),
    ];

    private static readonly Gen<byte> DamagingByte = Gen.OneOf([Gen.Byte, Gen.OneOf<byte>("\"\\{}[]:,0u-"u8.ToArray())]);

    private static readonly Gen<byte[]> Damaged =
        Gen.Select(
            Gen.OneOf<byte[]>(Recorded),
            Gen.Select(Gen.Double[0, 1], Gen.Int[0, 3], DamagingByte).Array[1, 8],
            Gen.Double[0, 1.5],
            (frame, damages, cut) => Truncate(damages.Aggregate(frame, (bytes, damage) => Damage(bytes, damage.Item1, damage.Item2, damage.Item3)), cut));

    private static readonly Gen<JsonObject> Event =
        Gen.Select(
            Gen.OneOf<string>("emissions.v9.EventWorkerSubmissionWindowOpened", "emissions.v10.EventWorkerSubmissionWindowOpened",
                "emissions.v10.EventWorkerSubmissionWindowClosed", "emissions.v10.EventReputerSubmissionWindowClosed", "tx", "emissions.v10.Event"),
            Gen.Int[1, 500],
            Gen.Int[1, int.MaxValue],
            Gen.String,
            Gen.Bool,
            (type, topic, nonce, noise, reversed) =>
            {
                JsonArray attributes =
                [
                    Attribute("nonce_block_height", $"\"{nonce}\""), Attribute("noise", noise),
                    Attribute("topic_id", $"\"{topic}\""), Attribute("window_end_block", ((long)nonce + 10).ToString(CultureInfo.InvariantCulture)),
                ];
                return reversed
                    ? new JsonObject { ["attributes"] = attributes, ["type"] = type }
                    : new JsonObject { ["type"] = type, ["attributes"] = attributes };
            });

    [Fact]
    public void Survives_damaged_frames()
    {
        Damaged.Sample(
            bytes => Assert.True(Enum.IsDefined(BlockFrameDecoder.Decode(bytes, new DecodedFrame()))),
            iter: 20_000);
    }

    [Fact]
    public void Finds_a_cut_anywhere_before_the_end_of_data()
    {
        var frame = Recorded[1];
        var end = frame.AsSpan().IndexOf("}},\"events\":{"u8);
        Assert.True(end > 8000);
        var decoded = new DecodedFrame();

        for (var length = 0; length <= end; length++)
            Assert.Equal(DecodeResult.Malformed, BlockFrameDecoder.Decode(frame.AsSpan(0, length), decoded));
        Assert.Equal(DecodeResult.Block, BlockFrameDecoder.Decode(frame.AsSpan(0, end + 1), decoded));
    }

    [Fact]
    public void Reads_generated_blocks_as_a_plain_reading_does()
    {
        Gen.Select(Event.Array[0, 12], Gen.Long[1, long.MaxValue], Gen.Bool, Gen.Bool).Sample(
            (events, height, escaping, valueFirst) =>
            {
                var value = new JsonObject { ["height"] = height.ToString(CultureInfo.InvariantCulture), ["events"] = new JsonArray([.. events.Select(found => found.DeepClone())]) };
                const string Type = "tendermint/event/NewBlockEvents";
                var data = valueFirst ? new JsonObject { ["value"] = value, ["type"] = Type } : new JsonObject { ["type"] = Type, ["value"] = value };
                var text = new JsonObject { ["id"] = 2, ["result"] = new JsonObject { ["data"] = data } }.ToJsonString(escaping ? Escaping : Relaxed);

                var decoded = new DecodedFrame();
                var expected = ReferenceReading.Of(text)!;
                Assert.Equal(DecodeResult.Block, BlockFrameDecoder.Decode(CapturedFrames.Utf8(text), decoded));
                Assert.Equal(expected.Height, decoded.Height);
                Assert.Equal(expected.Opened, decoded.Opened);
                Assert.Equal(expected.Closed, decoded.Closed);
            },
            iter: 2_000);
    }

    private static JsonObject Attribute(string key, string value) => new() { ["key"] = key, ["value"] = value, ["index"] = true };

    private static byte[] Damage(byte[] bytes, double where, int how, byte with)
    {
        var at = (int)(where * (bytes.Length - 1));
        return how switch
        {
            0 => [.. bytes.AsSpan(0, at), with, .. bytes.AsSpan(at)],
            1 when bytes.Length > 1 => [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + 1)],
            2 => [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at), .. bytes.AsSpan(at)],
            _ => [.. bytes.AsSpan(0, at), with, .. bytes.AsSpan(Math.Min(at + 1, bytes.Length))],
        };
    }

    private static byte[] Truncate(byte[] bytes, double part) => part >= 1 ? bytes : bytes[..(int)(part * bytes.Length)];
}
