using System.Diagnostics.CodeAnalysis;
using Allora.Sdk.Values;

namespace Allora.Sdk.Wallets;

// The spelling is the same in every culture: a format provider has no effect, so the members that take one are explicit.
public readonly partial struct AlloraAddress : ISpanParsable<AlloraAddress>, ISpanFormattable
{
    // Much longer than any address of the chain; longer text is not copied.
    private const int MaxLength = 256;

    /// <summary>Reads an address in the chain's exact spelling.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">The prefix that the address must have. Default: allo.</param>
    /// <exception cref="FormatException">The text is not an address with this prefix; the message has the cause.</exception>
    public static AlloraAddress Parse(string text, string prefix = DefaultPrefix)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fault(text, prefix, out _) is { } fault ? throw new FormatException(fault) : new AlloraAddress(text);
    }

    /// <summary>Reads an address with this prefix. Returns false if the text is not one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address; the default value if the text is not one.</param>
    /// <param name="prefix">The prefix that the address must have. Default: allo.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out AlloraAddress address, string prefix = DefaultPrefix)
    {
        var valid = IsValid(text, prefix);
        address = valid ? new AlloraAddress(text!) : default;
        return valid;
    }

    /// <summary>Writes the address. Returns false, with nothing written, if it does not fit.</summary>
    /// <param name="destination">The span to write to.</param>
    /// <param name="charsWritten">The number of characters written.</param>
    public bool TryFormat(Span<char> destination, out int charsWritten) => SpanText.TryCopy(ToString(), destination, out charsWritten);

    static AlloraAddress IParsable<AlloraAddress>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static AlloraAddress ISpanParsable<AlloraAddress>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(Short(s));

    static bool IParsable<AlloraAddress>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AlloraAddress result) => TryParse(s, out result);

    static bool ISpanParsable<AlloraAddress>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out AlloraAddress result) => TryParse(Short(s), out result);

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

    private static string Short(ReadOnlySpan<char> text) => text[..Math.Min(text.Length, MaxLength)].ToString();
}
