using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Allora.Sdk.Values;

// The spelling is the same in every culture: a format provider has no effect, so the members that take one are explicit.
public readonly partial record struct Coin : ISpanParsable<Coin>, ISpanFormattable
{
    private static readonly SearchValues<char> DenomCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/:._-");

    /// <inheritdoc cref="Parse(string)"/>
    public static Coin Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var coin) ? coin : throw new FormatException($"'{text}' is not a coin such as 5000uallo");

    /// <summary>Reads the chain's spelling of a coin: "5000uallo". Returns false if the text is not one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The coin; the default value if the text is not one.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out Coin value) => TryParse(text.AsSpan(), out value);

    /// <inheritdoc cref="TryParse(string?, out Coin)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out Coin value)
    {
        value = default;
        var name = text.IndexOfAnyExceptInRange('0', '9');
        if (name < 1 || !IsDenom(text[name..]) || !FixedPoint.TryParseInteger(text[..name], out var amount))
            return false;
        value = new Coin(text[name..].ToString(), amount);
        return true;
    }

    /// <summary>Writes the chain's spelling. Returns false, with nothing written, if it does not fit.</summary>
    /// <param name="destination">The span to write to.</param>
    /// <param name="charsWritten">The number of characters written.</param>
    public bool TryFormat(Span<char> destination, out int charsWritten) => SpanText.TryCopy(ToString(), destination, out charsWritten);

    static Coin IParsable<Coin>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static Coin ISpanParsable<Coin>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Coin>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Coin result) => TryParse(s, out result);

    static bool ISpanParsable<Coin>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Coin result) => TryParse(s, out result);

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

    // The rule of the Cosmos SDK: a letter, then 2 to 127 letters, digits or one of /:._-
    private static bool IsDenom(ReadOnlySpan<char> name) =>
        name.Length is >= 3 and <= 128 && char.IsAsciiLetter(name[0]) && !name.ContainsAnyExcept(DenomCharacters);
}
