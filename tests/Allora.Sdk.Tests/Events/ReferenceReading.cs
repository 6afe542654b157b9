using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Tests.Events;

/// <summary>A block frame read the slow and plain way, with JsonDocument, to compare the decoder with.</summary>
internal sealed partial record ReferenceReading(long Height, IReadOnlyList<WindowOpened> Opened, IReadOnlyList<WindowClosed> Closed)
{
    public static ReferenceReading? Of(string frame)
    {
        using var document = JsonDocument.Parse(frame);
        if (!document.RootElement.TryGetProperty("result", out var result)
            || !result.TryGetProperty("data", out var data)
            || data.GetProperty("type").GetString() != "tendermint/event/NewBlockEvents")
        {
            return null;
        }

        var value = data.GetProperty("value");
        var events = value.GetProperty("events").EnumerateArray().ToList();
        return new ReferenceReading(
            Number(value.GetProperty("height").GetString()!),
            [.. Named(events, "Opened").Select(found => new WindowOpened
            {
                TopicId = (ulong)Attribute(found, "topic_id"),
                Nonce = Attribute(found, "nonce_block_height"),
                WindowEnd = Attribute(found, "window_end_block"),
            })],
            [.. Named(events, "Closed").Select(found => new WindowClosed
            {
                TopicId = (ulong)Attribute(found, "topic_id"),
                Nonce = Attribute(found, "nonce_block_height"),
            })]);
    }

    private static IEnumerable<JsonElement> Named(IEnumerable<JsonElement> events, string what) =>
        events.Where(found => WindowEvent().Match(found.GetProperty("type").GetString()!) is { Success: true } match && match.Groups[1].Value == what);

    private static long Attribute(JsonElement found, string key) =>
        Number(found.GetProperty("attributes").EnumerateArray().Single(attribute => attribute.GetProperty("key").GetString() == key).GetProperty("value").GetString()!);

    private static long Number(string text) => long.Parse(text.Trim('"'), CultureInfo.InvariantCulture);

    [GeneratedRegex("^emissions\\.v[0-9]+\\.EventWorkerSubmissionWindow(Opened|Closed)$")]
    private static partial Regex WindowEvent();
}
