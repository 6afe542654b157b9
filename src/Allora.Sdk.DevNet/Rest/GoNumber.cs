using System.Globalization;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>Scalars in paths and queries, parsed as Go's strconv does and refused with its texts.</summary>
internal static class GoNumber
{
    private static readonly string[] True = ["1", "t", "T", "true", "TRUE", "True"];
    private static readonly string[] False = ["0", "f", "F", "false", "FALSE", "False"];

    public static long Signed(string text, long lowest, long highest)
    {
        var digits = text.StartsWith('-') || text.StartsWith('+') ? text.AsSpan(1) : text;
        return IsDigits(digits)
            ? InRange(Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest, value, "ParseInt", text)
            : throw Refused("ParseInt", text, "invalid syntax");
    }

    public static ulong Unsigned(string text, ulong highest) =>
        IsDigits(text)
            ? (ulong)Checked(UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= highest, value, text)
            : throw Refused("ParseUint", text, "invalid syntax");

    public static bool Bool(string text) =>
        True.Contains(text) || (False.Contains(text) ? false : throw Refused("ParseBool", text, "invalid syntax"));

    private static long InRange(bool fits, Int128 value, string function, string text) =>
        fits ? (long)value : throw Refused(function, text, "value out of range");

    private static UInt128 Checked(bool fits, UInt128 value, string text) =>
        fits ? value : throw Refused("ParseUint", text, "value out of range");

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    private static FormatException Refused(string function, string text, string why) =>
        new($"strconv.{function}: parsing {Rpc.Json.GoQuote.Text(text)}: {why}");
}
