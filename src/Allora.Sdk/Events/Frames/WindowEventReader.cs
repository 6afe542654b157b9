using System.Text.Json;

namespace Allora.Sdk.Events.Frames;

internal enum WindowEventKind
{
    None,
    Opened,
    Closed,
    ReputerOpened,
    ReputerClosed,

    // The following events are about outcomes of submissions: OutcomeEventReader reads them.
    ActiveInferers,
    ActiveForecasters,
    ActiveReputers,
    Scores,
    EmaScores,
    Rewards,
}

/// <summary>Recognises the events that open and close the windows of workers and reputers, of any version of the chain's module, and reads them.</summary>
internal static class WindowEventReader
{
    private const int LongestTypeName = 256;

    private static ReadOnlySpan<byte> Module => "emissions.v"u8;

    private static ReadOnlySpan<byte> OpenedName => ".EventWorkerSubmissionWindowOpened"u8;

    private static ReadOnlySpan<byte> ClosedName => ".EventWorkerSubmissionWindowClosed"u8;

    private static ReadOnlySpan<byte> ReputerOpenedName => ".EventReputerSubmissionWindowOpened"u8;

    private static ReadOnlySpan<byte> ReputerClosedName => ".EventReputerSubmissionWindowClosed"u8;

    /// <summary>Returns the kind of the event by its type, at the reader's position.</summary>
    public static WindowEventKind KindOf(ref Utf8JsonReader reader)
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

    /// <summary>Reads the attributes; the reader is at their name.</summary>
    public static void ReadAttributes(ref Utf8JsonReader reader, WindowEventKind kind, DecodedFrame target)
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
        if (!fields.TryAddTo(target, kind))
            target.UnreadableEvents++;
    }

    private static void ReadAttribute(ref Utf8JsonReader reader, ref WindowFields fields)
    {
        var field = WindowField.Other;
        ulong? value = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("key"u8))
            {
                reader.Read();
                field = WindowFields.FieldOf(ref reader);
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

        fields.Set(field, value);
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
}
