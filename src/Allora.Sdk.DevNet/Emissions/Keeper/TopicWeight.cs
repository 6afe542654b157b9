using System.Numerics;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Emissions.Keeper;

/// <summary>A topic's weight: the geometric mean of stake and revenue, to 34 digits.</summary>
internal static class TopicWeight
{
    private const int Digits = 34;

    public static Dec Of(BigInteger stake, BigInteger revenue)
    {
        var product = stake * revenue;
        if (product.Sign <= 0)
            return Dec.Zero;
        var places = Math.Max(0, Digits - ((product.ToString(System.Globalization.CultureInfo.InvariantCulture).Length + 1) / 2));
        return new Dec(false, Root(product * BigInteger.Pow(100, places)), -places).Reduced();
    }

    private static BigInteger Root(BigInteger value)
    {
        var guess = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (guess + (value / guess)) >> 1;
            if (next >= guess)
                return guess;
            guess = next;
        }
    }
}
