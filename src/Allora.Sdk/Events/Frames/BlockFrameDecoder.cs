using System.Text.Json;

namespace Allora.Sdk.Events.Frames;

/// <summary>
/// Reads a frame of the node's event socket from its UTF-8 bytes, without strings, and for anything but an error without allocating.
/// Pure: the same bytes always give the same result, and no input makes it throw.
/// </summary>
/// <remarks>
/// The flattened <c>events</c> that follow <c>data</c> repeat it and make up almost half of a frame, so reading ends with <c>data</c>;
/// later bytes are not read.
/// </remarks>
internal static class BlockFrameDecoder
{
    private enum Kind
    {
        Other,
        BlockEvents,
        Header,
    }

    public static DecodeResult Decode(ReadOnlySpan<byte> frame, DecodedFrame target)
    {
        target.Clear();
        try
        {
            var reader = new Utf8JsonReader(frame);
            return ReadEnvelope(ref reader, target);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The reader throws InvalidOperationException for a token of another type, and for text that is not UTF-8.
            target.Clear();
            return DecodeResult.Malformed;
        }
    }

    private static DecodeResult ReadEnvelope(ref Utf8JsonReader reader, DecodedFrame target)
    {
        var result = DecodeResult.Ignored;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return result;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                // Some gateways write a number that they were sent as text.
                if (reader.TokenType == JsonTokenType.Number)
                    target.Id = reader.TryGetInt64(out var id) ? id : null;
                else
                    target.Id = QuotedNumber.TryReadPositive(ref reader, out var text) ? text : null;
            }
            else if (reader.ValueTextEquals("result"u8))
            {
                reader.Read();
                var inner = ReadResult(ref reader, target);
                if (inner != DecodeResult.Reply)
                    return inner;
                result = inner;
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                if (JsonRpcErrorReader.TryRead(ref reader, target))
                    result = DecodeResult.Error;
            }
            else
            {
                reader.Skip();
            }
        }

        // Throws if anything but white space follows the object.
        reader.Read();
        return result;
    }

    private static DecodeResult ReadResult(ref Utf8JsonReader reader, DecodedFrame target)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return DecodeResult.Reply;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("node_info"u8))
            {
                reader.Read();
                NodeInfoReader.Read(ref reader, target);
                continue;
            }

            if (!reader.ValueTextEquals("data"u8))
            {
                reader.Skip();
                continue;
            }

            reader.Read();
            return reader.TokenType == JsonTokenType.StartObject ? ReadData(ref reader, target) : DecodeResult.Ignored;
        }

        return DecodeResult.Reply;
    }

    private static DecodeResult ReadData(ref Utf8JsonReader reader, DecodedFrame target)
    {
        var kind = Kind.Other;
        Utf8JsonReader early = default;
        var hasEarly = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                kind = KindOf(ref reader);
                if (kind == Kind.Other)
                    return DecodeResult.Ignored;
                if (hasEarly)
                    return ReadValue(ref early, kind, target);
            }
            else if (!reader.ValueTextEquals("value"u8))
            {
                reader.Skip();
            }
            else if (kind != Kind.Other)
            {
                return ReadValue(ref reader, kind, target);
            }
            else
            {
                // The members of an object may have any order: read the value once the type is known.
                early = reader;
                hasEarly = true;
                reader.Skip();
            }
        }

        return DecodeResult.Ignored;
    }

    private static Kind KindOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("tendermint/event/NewBlockEvents"u8) ? Kind.BlockEvents
        : reader.ValueTextEquals("tendermint/event/NewBlockHeader"u8) ? Kind.Header
        : Kind.Other;

    private static DecodeResult ReadValue(ref Utf8JsonReader reader, Kind kind, DecodedFrame target)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return DecodeResult.Malformed;
        return kind == Kind.BlockEvents ? BlockEventsReader.Read(ref reader, target) : BlockHeaderReader.Read(ref reader, target);
    }
}
