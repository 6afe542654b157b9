using System.Globalization;
using System.Numerics;
using Allora.Sdk.DevNet.Errors;

namespace Allora.Sdk.DevNet.Values;

/// <summary>Whole amounts as the wire has them.</summary>
internal static class Amounts
{
    private const int MaxBits = 256;
    private const int MaxDigits = 1024;

    public static BigInteger Parse(string text) =>
        text.Length <= MaxDigits && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount : BigInteger.Zero;

    /// <summary>Refuses what the chain's own integer type refuses while it decodes.</summary>
    public static void RequireInteger(string text)
    {
        if (text.Length == 0)
            return;
        if (text.Length > MaxDigits || !BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
            throw ChainErrors.TxParse($"math/big: cannot unmarshal \"{text}\" into a *big.Int");
        if (BigInteger.Abs(amount).GetBitLength() > MaxBits)
            throw ChainErrors.TxParse($"integer out of range; got: {BigInteger.Abs(amount).GetBitLength()}, max: {MaxBits}");
    }
}
