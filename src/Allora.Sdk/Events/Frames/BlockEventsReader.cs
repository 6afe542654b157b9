using System.Text.Json;

namespace Allora.Sdk.Events.Frames;

/// <summary>Reads the value of a NewBlockEvents event: the height, and the events about windows.</summary>
internal static class BlockEventsReader
{
    public static DecodeResult Read(ref Utf8JsonReader reader, DecodedFrame target)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("height"u8))
            {
                reader.Read();
                target.Height = QuotedNumber.TryReadPositive(ref reader, out var height) ? height : 0;
            }
            else if (reader.ValueTextEquals("events"u8))
            {
                reader.Read();
                ReadEvents(ref reader, target);
            }
            else
            {
                reader.Skip();
            }
        }

        return target.Height > 0 ? DecodeResult.Block : DecodeResult.Malformed;
    }

    private static void ReadEvents(ref Utf8JsonReader reader, DecodedFrame target)
    {
        // A block without events may have null here: Go writes a nil slice that way.
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            ReadEvent(ref reader, target);
        if (reader.TokenType != JsonTokenType.EndArray)
            throw new JsonException();
    }

    private static void ReadEvent(ref Utf8JsonReader reader, DecodedFrame target)
    {
        WindowEventKind? kind = null;
        Utf8JsonReader early = default;
        var hasEarly = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                kind = WindowEventReader.KindOf(ref reader);
                if (hasEarly && kind != WindowEventKind.None)
                    WindowEventReader.ReadAttributes(ref early, kind.Value, target);
            }
            else if (kind == WindowEventKind.None || !reader.ValueTextEquals("attributes"u8))
            {
                reader.Skip();
            }
            else if (kind is { } known)
            {
                WindowEventReader.ReadAttributes(ref reader, known, target);
            }
            else
            {
                early = reader;
                hasEarly = true;
                reader.Skip();
            }
        }
    }
}
