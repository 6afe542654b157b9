using System.Globalization;
using Allora.Sdk.DevNet.Errors;

namespace Allora.Sdk.DevNet.Values;

/// <summary>Hex as the node reads it, refused in its words.</summary>
internal static class GoHex
{
    public static string Require(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                throw QueryException.Unknown(string.Create(CultureInfo.InvariantCulture, $"encoding/hex: invalid byte: U+{(int)c:X4} '{c}'"));
        }

        return text.Length % 2 == 0 ? text.ToUpperInvariant() : throw QueryException.Unknown("encoding/hex: odd length hex string");
    }
}
