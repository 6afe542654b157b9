using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Rest;

/// <summary>Decimals of the emissions module: gRPC has 1E-7 where the gateway writes 0.0000001. Digits are kept, trailing zeros too.</summary>
internal static partial class PlainDecimals
{
    private const string Module = "emissions.";
    private const int MostDigits = 100;

    // Texts of users, which may look like a number. Addresses and whole numbers never have an exponent.
    private static readonly FrozenSet<string> Texts = new[]
    {
        "metadata", "label", "label_name", "label_names", "label_whitelist", "loss_method", "message", "name", "node_address", "proof", "version",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The text as the gateway writes it.</summary>
    public static string Of(FieldDescriptor field, string text) =>
        text.Contains('E', StringComparison.Ordinal) && field.File.Package.StartsWith(Module, StringComparison.Ordinal) && !Texts.Contains(field.Name) ? Of(text) : text;

    private static string Of(string text)
    {
        if (Scientific().Match(text) is not { Success: true } parts || !int.TryParse(parts.Groups[4].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) || Math.Abs(exponent) > MostDigits)
            return text;
        var (sign, whole, places) = (parts.Groups[1].Value, parts.Groups[2].Value, parts.Groups[3].Value);
        var digits = whole + places;
        var point = whole.Length + exponent;
        if (point <= 0)
            return $"{sign}0.{new string('0', -point)}{digits}";
        return point >= digits.Length ? sign + digits.PadRight(point, '0') : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    [GeneratedRegex(@"^(-?)(\d+)(?:\.(\d+))?E([+-]?\d+)$")]
    private static partial Regex Scientific();
}
