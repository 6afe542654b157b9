using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Allora.Sdk.Values;

// The spelling is the same in every culture: a format provider has no effect, so the members that take one are explicit.
public readonly partial struct ChainDecimal : ISpanParsable<ChainDecimal>, ISpanFormattable, IUtf8SpanFormattable
{
    /// <inheritdoc cref="Parse(string)"/>
    public static ChainDecimal Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var value, out var why) ? value : throw new FormatException(why);

    /// <summary>Reads any spelling that the chain parses ("1e-7", ".5", "1.") within the chain's bounds. Returns false if the text is not one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number; the default value if the text is not one.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out ChainDecimal value) => TryParse(text.AsSpan(), out value);

    /// <inheritdoc cref="TryParse(string?, out ChainDecimal)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out ChainDecimal value) => TryParse(text, out value, out _);

    /// <summary>Writes the canonical spelling. Returns false, with nothing written, if it does not fit.</summary>
    /// <param name="destination">The span to write to.</param>
    /// <param name="charsWritten">The number of characters written.</param>
    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        Span<byte> ascii = stackalloc byte[StackLimit];
        return TryFormat(ascii, out var length) && destination.Length >= length
            ? Ascii.ToUtf16(ascii[..length], destination, out charsWritten) == OperationStatus.Done
            : SpanText.TryCopy(ToString(), destination, out charsWritten);
    }

    static ChainDecimal IParsable<ChainDecimal>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static ChainDecimal ISpanParsable<ChainDecimal>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<ChainDecimal>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ChainDecimal result) => TryParse(s, out result);

    static bool ISpanParsable<ChainDecimal>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out ChainDecimal result) => TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider)
    {
        SpanText.RequireGeneral(format);
        return ToString();
    }

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        SpanText.RequireGeneral(format);
        return TryFormat(destination, out charsWritten);
    }

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        SpanText.RequireGeneral(format);
        return TryFormat(utf8Destination, out bytesWritten);
    }
}
