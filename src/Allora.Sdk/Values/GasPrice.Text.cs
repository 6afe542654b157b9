using System.Diagnostics.CodeAnalysis;

namespace Allora.Sdk.Values;

// The spelling is the same in every culture: a format provider has no effect, so the members that take one are explicit.
public readonly partial struct GasPrice : ISpanParsable<GasPrice>, ISpanFormattable
{
    /// <inheritdoc cref="Parse(string)"/>
    public static GasPrice Parse(ReadOnlySpan<char> text) =>
        FixedPoint.TryParse(text, out var scaled, out var why) ? new GasPrice(scaled) : throw new FormatException(why);

    /// <summary>Reads decimal text: "10", "0.025", "10.000000000000000000". Returns false if the text is not one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The price; the default value if the text is not one.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out GasPrice value) => TryParse(text.AsSpan(), out value);

    /// <inheritdoc cref="TryParse(string?, out GasPrice)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out GasPrice value)
    {
        var valid = FixedPoint.TryParse(text, out var scaled, out _);
        value = valid ? new GasPrice(scaled) : default;
        return valid;
    }

    /// <summary>Writes the price as decimal text. Returns false, with nothing written, if it does not fit.</summary>
    /// <param name="destination">The span to write to.</param>
    /// <param name="charsWritten">The number of characters written.</param>
    public bool TryFormat(Span<char> destination, out int charsWritten) => SpanText.TryCopy(ToString(), destination, out charsWritten);

    static GasPrice IParsable<GasPrice>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static GasPrice ISpanParsable<GasPrice>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<GasPrice>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out GasPrice result) => TryParse(s, out result);

    static bool ISpanParsable<GasPrice>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out GasPrice result) => TryParse(s, out result);

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
}
