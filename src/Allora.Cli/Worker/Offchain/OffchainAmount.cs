using System.Globalization;
using System.Numerics;
using Allora.Cli.Documents;
using Allora.Sdk.Values;

namespace Allora.Cli.Worker.Offchain;

/// <summary>Amounts of the offchain node's file, in uallo: a whole number of up to 256 bits, or the same as text. Anything else is refused, as the node refuses it.</summary>
internal static class OffchainAmount
{
    private const int Bits = 256;
    private const int Digits = 78;

    /// <summary>The amount; null if there is none, or 0, which the node treats the same.</summary>
    public static UAllo? Read(FieldReader fields, string name)
    {
        if (fields.Find(name) is { Kind: NodeKind.Null })
            fields.Problem(name, "must be a whole number of uallo, not null");
        return fields.ParsedValue<UAllo>(name, "a whole number of uallo without point, exponent or separator", static value => Parse(value)) is { Value.IsZero: false } amount ? amount : null;
    }

    private static UAllo? Parse(DocumentNode value)
    {
        var digits = value.Kind switch
        {
            NodeKind.Number => value.Text,
            NodeKind.Text => value.Text.StartsWith('+') ? value.Text[1..] : value.Text,
            _ => "",
        };
        return digits.Length is > 0 and <= Digits && BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.GetBitLength() <= Bits
            ? new UAllo(number)
            : null;
    }
}
