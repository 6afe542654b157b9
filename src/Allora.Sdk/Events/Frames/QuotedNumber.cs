using System.Buffers.Text;
using System.Text.Json;

namespace Allora.Sdk.Events.Frames;

/// <summary>
/// Whole numbers as the node writes them: as JSON numbers, in strings, and in typed events as JSON text inside a string
/// (<c>"\"350\""</c>). Reading one does not allocate.
/// </summary>
internal static class QuotedNumber
{
    /// <summary>More than enough for every 64-bit number with each of its characters written as a six-byte escape.</summary>
    private const int LongestText = 160;

    public static bool TryReadPositive(ref Utf8JsonReader reader, out long value)
    {
        if (TryRead(ref reader, out var number) && number is > 0 and <= long.MaxValue)
        {
            value = (long)number;
            return true;
        }

        value = 0;
        return false;
    }

    /// <summary>Reads the reader's current value and leaves the reader at its end, whatever the value is.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out ulong value)
    {
        value = 0;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
        {
            reader.Skip();
            return false;
        }

        if (reader.ValueSpan.Length > LongestText)
            return false;
        Span<byte> scratch = stackalloc byte[LongestText];
        var text = reader.ValueIsEscaped ? scratch[..reader.CopyString(scratch)] : reader.ValueSpan;
        if (text is [(byte)'"', .. var inner, (byte)'"'])
            text = inner;
        return Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length;
    }
}
