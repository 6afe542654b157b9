using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.DevNet.Chain.Transactions;

/// <summary>Whole amounts as the wire has them.</summary>
internal static class Amounts
{
    public static BigInteger Parse(string text) =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount : BigInteger.Zero;

    /// <summary>Refuses what the chain's own integer type refuses while it decodes.</summary>
    public static void RequireInteger(string text)
    {
        if (text.Length != 0 && !BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            throw ChainErrors.TxParse($"math/big: cannot unmarshal \"{text}\" into a *big.Int");
    }
}
