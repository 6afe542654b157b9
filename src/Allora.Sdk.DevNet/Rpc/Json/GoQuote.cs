using System.Globalization;
using System.Text;

namespace Allora.Sdk.DevNet.Rpc.Json;

/// <summary>Quoting as in Go's error texts.</summary>
internal static class GoQuote
{
    /// <summary>A byte between single quotes, as encoding/json names the one it stumbled over.</summary>
    public static string Byte(byte value) => value switch
    {
        (byte)'\'' => "'\\''",
        (byte)'"' => "'\"'",
        _ => "'" + Escape((char)value) + "'",
    };

    /// <summary>A text between double quotes (%q).</summary>
    public static string Text(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c == '"' ? "\\\"" : Escape(c));
        return quoted.Append('"').ToString();
    }

    private static string Escape(char c) => c switch
    {
        '\\' => "\\\\",
        '\a' => "\\a",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\v' => "\\v",
        < ' ' or '\x7f' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
        >= '\x80' and < '\xa0' or '\xad' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        _ => c.ToString(),
    };
}
