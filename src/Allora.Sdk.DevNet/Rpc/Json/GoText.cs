using System.Globalization;

namespace Allora.Sdk.DevNet.Rpc.Json;

/// <summary>Texts encoded as Go's packages read and write them, with their error texts.</summary>
internal static class GoText
{
    /// <summary>Decodes standard base64; <paramref name="error"/> says why not.</summary>
    public static bool TryBase64(string text, out byte[] bytes, out string error)
    {
        error = "";
        bytes = [];
        var compact = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        var buffer = new byte[compact.Length];
        if (compact.AsSpan().ContainsAny(' ', '\t') || !Convert.TryFromBase64String(compact, buffer, out var written))
        {
            error = string.Create(CultureInfo.InvariantCulture, $"illegal base64 data at input byte {FirstIllegal(text)}");
            return false;
        }

        bytes = buffer[..written];
        return true;
    }

    /// <summary>Decodes hexadecimal; <paramref name="error"/> says why not.</summary>
    public static bool TryHex(string text, out byte[] bytes, out string error)
    {
        bytes = [];
        foreach (var c in text)
        {
            if (char.IsAsciiHexDigit(c))
                continue;
            error = string.Create(CultureInfo.InvariantCulture, $"encoding/hex: invalid byte: U+{(int)c:X4} '{c}'");
            return false;
        }

        error = text.Length % 2 == 0 ? "" : "encoding/hex: odd length hex string";
        if (error.Length > 0)
            return false;
        bytes = Convert.FromHexString(text);
        return true;
    }

    private static int FirstIllegal(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('+' or '/' or '\r' or '\n'))
                return i;
        }

        return text.Length;
    }
}
