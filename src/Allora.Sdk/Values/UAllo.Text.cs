using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Allora.Sdk.Values;

// The spelling is the same in every culture: a format provider has no effect, so the members that take one are explicit.
public readonly partial struct UAllo : ISpanParsable<UAllo>, ISpanFormattable
{
    private const string Unit = "uallo";
    private const string Formats = "G (123uallo), U (uallo, digits alone) or A (ALLO, digits alone)";

    /// <inheritdoc cref="Parse(string)"/>
    public static UAllo Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var amount) ? amount : throw new FormatException($"'{text}' is not a whole number of uallo");

    /// <summary>Reads a whole number of uallo: "123", or "123uallo". Returns false if the text is not one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The amount; the default value if the text is not one.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out UAllo value) => TryParse(text.AsSpan(), out value);

    /// <inheritdoc cref="TryParse(string?, out UAllo)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out UAllo value)
    {
        var digits = text.EndsWith(Unit, StringComparison.Ordinal) ? text[..^Unit.Length] : text;
        var valid = FixedPoint.TryParseInteger(digits, out var whole);
        value = valid ? new UAllo(whole) : default;
        return valid;
    }

    /// <summary>The amount with its unit, such as "123uallo".</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture) + Unit;

    /// <summary>The amount in the format "G" (123uallo; the default), "U" (uallo, digits alone) or "A" (ALLO, digits alone).</summary>
    /// <param name="format">The format.</param>
    /// <exception cref="FormatException">There is no such format.</exception>
    public string ToString(string? format) => Text(format);

    /// <summary>Writes the amount. Returns false, with nothing written, if it does not fit.</summary>
    /// <param name="destination">The span to write to.</param>
    /// <param name="charsWritten">The number of characters written.</param>
    /// <param name="format">The format, see <see cref="ToString(string)"/>.</param>
    /// <exception cref="FormatException">There is no such format.</exception>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default) =>
        SpanText.TryCopy(Text(format), destination, out charsWritten);

    static UAllo IParsable<UAllo>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static UAllo ISpanParsable<UAllo>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<UAllo>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UAllo result) => TryParse(s, out result);

    static bool ISpanParsable<UAllo>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out UAllo result) => TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Text(format);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten, format);

    private string Text(ReadOnlySpan<char> format) => format switch
    {
        "" or "G" or "g" => ToString(),
        "U" or "u" => Value.ToString(CultureInfo.InvariantCulture),
        "A" or "a" => ToAllo(),
        _ => throw SpanText.Unknown(format, Formats),
    };
}
