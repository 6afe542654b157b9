namespace Allora.Sdk.Values;

/// <summary>Text into spans, as <see cref="ISpanFormattable"/> requires.</summary>
internal static class SpanText
{
    /// <summary>Copies the text. Returns false, with nothing written, if it does not fit.</summary>
    public static bool TryCopy(ReadOnlySpan<char> text, Span<char> destination, out int written)
    {
        var fits = text.TryCopyTo(destination);
        written = fits ? text.Length : 0;
        return fits;
    }

    /// <summary>Rejects every format but the general one: the value has one spelling.</summary>
    /// <exception cref="FormatException">Another format.</exception>
    public static void RequireGeneral(ReadOnlySpan<char> format)
    {
        if (format is not ("" or "G" or "g"))
            throw Unknown(format, "G");
    }

    public static FormatException Unknown(ReadOnlySpan<char> format, string known) => new($"There is no format \"{format}\": use {known}, or none.");
}
