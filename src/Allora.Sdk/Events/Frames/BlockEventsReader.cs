using System.Text.Json;
using Allora.Sdk.Events.Signals;

namespace Allora.Sdk.Events.Frames;

/// <summary>
/// Reads the value of a NewBlockEvents event: the height, and the events that open and close the windows of workers and reputers, of any version of
/// the chain's module. Events about outcomes are left to <see cref="OutcomeEventReader"/>.
/// </summary>
internal static class BlockEventsReader
{
    private const int LongestTypeName = 256;

    private static ReadOnlySpan<byte> Module => "emissions.v"u8;

    private static ReadOnlySpan<byte> OpenedName => ".EventWorkerSubmissionWindowOpened"u8;

    private static ReadOnlySpan<byte> ClosedName => ".EventWorkerSubmissionWindowClosed"u8;

    private static ReadOnlySpan<byte> ReputerOpenedName => ".EventReputerSubmissionWindowOpened"u8;

    private static ReadOnlySpan<byte> ReputerClosedName => ".EventReputerSubmissionWindowClosed"u8;

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
                kind = KindOf(ref reader);
                if (hasEarly && kind != WindowEventKind.None)
                    ReadAttributes(ref early, kind.Value, target);
            }
            else if (kind == WindowEventKind.None || !reader.ValueTextEquals("attributes"u8))
            {
                reader.Skip();
            }
            else if (kind is { } known)
            {
                ReadAttributes(ref reader, known, target);
            }
            else
            {
                // The members of an object may have any order.
                early = reader;
                hasEarly = true;
                reader.Skip();
            }
        }
    }

    private static WindowEventKind KindOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();
        if (!reader.ValueIsEscaped)
            return KindOf(reader.ValueSpan);
        if (reader.ValueSpan.Length > LongestTypeName)
            return WindowEventKind.None;
        Span<byte> scratch = stackalloc byte[LongestTypeName];
        return KindOf(scratch[..reader.CopyString(scratch)]);
    }

    private static WindowEventKind KindOf(ReadOnlySpan<byte> type)
    {
        if (!type.StartsWith(Module))
            return WindowEventKind.None;
        var name = type[Module.Length..];
        var version = name.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (version <= 0)
            return WindowEventKind.None;
        name = name[version..];
        return name.SequenceEqual(OpenedName) ? WindowEventKind.Opened
            : name.SequenceEqual(ClosedName) ? WindowEventKind.Closed
            : name.SequenceEqual(ReputerOpenedName) ? WindowEventKind.ReputerOpened
            : name.SequenceEqual(ReputerClosedName) ? WindowEventKind.ReputerClosed
            : OutcomeEventReader.KindOf(name);
    }

    // The reader is at the attributes' name.
    private static void ReadAttributes(ref Utf8JsonReader reader, WindowEventKind kind, DecodedFrame target)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException();
        if (kind >= WindowEventKind.ActiveInferers)
        {
            OutcomeEventReader.ReadAttributes(ref reader, kind, target);
            return;
        }

        var fields = default(WindowFields);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            ReadAttribute(ref reader, ref fields);
        if (reader.TokenType != JsonTokenType.EndArray)
            throw new JsonException();
        if (!TryAdd(fields, kind, target))
            target.UnreadableEvents++;
    }

    private static void ReadAttribute(ref Utf8JsonReader reader, ref WindowFields fields)
    {
        var isTopic = false;
        var isNonce = false;
        var isEnd = false;
        ulong? value = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("key"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.String)
                    throw new JsonException();
                isTopic = reader.ValueTextEquals("topic_id"u8);
                isNonce = reader.ValueTextEquals("nonce_block_height"u8);
                isEnd = reader.ValueTextEquals("window_end_block"u8);
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                reader.Read();
                value = QuotedNumber.TryRead(ref reader, out var number) ? number : null;
            }
            else
            {
                reader.Skip();
            }
        }

        if (isTopic)
            fields.TopicId = value;
        else if (isNonce)
            fields.Nonce = AsHeight(value);
        else if (isEnd)
            fields.End = AsHeight(value);
    }

    private static bool TryAdd(in WindowFields fields, WindowEventKind kind, DecodedFrame target)
    {
        if (fields is not { TopicId: { } topicId, Nonce: { } nonce })
            return false;
        if (kind is WindowEventKind.Closed or WindowEventKind.ReputerClosed)
        {
            (kind == WindowEventKind.Closed ? target.Closed : target.ReputerClosed).Add(new WindowClosed { TopicId = topicId, Nonce = nonce });
            return true;
        }

        if (fields.End is not { } end)
            return false;
        (kind == WindowEventKind.Opened ? target.Opened : target.ReputerOpened).Add(new WindowOpened { TopicId = topicId, Nonce = nonce, WindowEnd = end });
        return true;
    }

    private static long? AsHeight(ulong? value) => value is > 0 and <= long.MaxValue ? (long)value : null;

    /// <summary>The attributes of one window event while they are read; they may have any order.</summary>
    private struct WindowFields
    {
        public ulong? TopicId;
        public long? Nonce;
        public long? End;
    }
}
