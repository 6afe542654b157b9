using System.Globalization;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>
/// Decimals of the emissions module as a gateway writes them, 0.0000001, and as gRPC has them, 1E-7: a value is the same over each way. Of a large number
/// the spelling cannot be told from its digits, so that 1E+30 stays as the gateway writes it.
/// </summary>
internal static class PlainDecimals
{
    private const string Module = "emissions.";
    private const int MostPlaces = 100;

    // The first number that gRPC has with an exponent is 1E-7.
    private const string Small = "0.000000";

    // Texts of users, which may look like a number.
    private static readonly string[] Texts = ["metadata", "label", "label_name", "label_names", "label_whitelist", "loss_method", "message", "name", "node_address", "proof", "version"];

    /// <summary>The text as gRPC has it.</summary>
    public static string ToWire(FieldDescriptor field, string text)
    {
        var isNegative = text.StartsWith('-');
        var number = isNegative ? text.AsSpan(1) : text;
        if (!number.StartsWith(Small, StringComparison.Ordinal) || !IsDecimal(field))
            return text;
        var places = number["0.".Length..];
        var digits = places.TrimStart('0');
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return text;
        var exponent = places.Length - digits.Length + 1;
        var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{(isNegative ? "-" : "")}{digits[0]}{fraction}E-{exponent}");
    }

    /// <summary>The text as a gateway writes it.</summary>
    public static string ToJson(FieldDescriptor field, string text)
    {
        var split = text.IndexOf("E-", StringComparison.Ordinal);
        if (split <= 0 || !IsDecimal(field) || !int.TryParse(text.AsSpan(split + 2), NumberStyles.None, CultureInfo.InvariantCulture, out var exponent) || exponent is 0 or > MostPlaces)
            return text;
        var isNegative = text[0] == '-';
        var digits = text[(isNegative ? 1 : 0)..split].Replace(".", "", StringComparison.Ordinal);
        return $"{(isNegative ? "-" : "")}0.{new string('0', exponent - 1)}{digits}";
    }

    private static bool IsDecimal(FieldDescriptor field) =>
        field.File.Package.StartsWith(Module, StringComparison.Ordinal) && Array.IndexOf(Texts, field.Name) < 0;
}
