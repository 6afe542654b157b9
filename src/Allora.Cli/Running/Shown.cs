using System.Globalization;
using System.Text;

namespace Allora.Cli.Running;

/// <summary>Untrusted text (of a chain, a model, a file) as one line of a terminal or a log: without line breaks and escape sequences.</summary>
internal static class Shown
{
    private const int Default = 120;

    /// <summary>The text with its control characters escaped, cut to a length.</summary>
    public static string Short(string text, int most = Default) => OneLine(text.Length > most ? string.Concat(text.AsSpan(0, most), "...") : text);

    /// <summary>The text with its control characters escaped.</summary>
    public static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Any(IsUnsafe))
            return text;
        var line = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (c is '\n' or '\r' or '\t')
                line.Append(' ');
            else if (IsUnsafe(c))
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                line.Append(c);
        }

        return line.ToString();
    }

    // Control characters, line and paragraph separators, and characters that change the text's direction.
    private static bool IsUnsafe(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
