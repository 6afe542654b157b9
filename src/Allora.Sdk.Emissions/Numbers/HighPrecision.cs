using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <summary>Constants to more digits than any step keeps, in fixed point.</summary>
internal static class HighPrecision
{
    private const int Places = 90;

    private static readonly BigInteger Unit = BigInteger.Pow(10, Places);

    private static readonly BigInteger Ln10Scaled = BigInteger.Parse(
        "2302585092994045684017991454684364207601101488628772976033327900967572609677352480235997205",
        CultureInfo.InvariantCulture);

    /// <summary>ln 10 to 90 decimals.</summary>
    public static Dec Ln10 => new(Ln10Scaled, -Places);

    /// <summary>10^y for 0 to 1, by the series of e^(y ln 10), to some 80 digits.</summary>
    public static Dec PowerOfTen(Dec y)
    {
        var exponent = y.Coefficient * Ln10Scaled / BigInteger.Pow(10, -y.Exponent);
        // e^x = (e^(x / 2^8))^(2^8): the series then ends after some forty terms.
        exponent >>= 8;
        var (sum, term) = (Unit, Unit);
        for (var i = 1; !term.IsZero; i++)
        {
            term = term * exponent / Unit / i;
            sum += term;
        }

        for (var i = 0; i < 8; i++)
            sum = sum * sum / Unit;
        return new Dec(sum, -Places);
    }
}
