using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <summary>Powers of ten of every width that is used.</summary>
internal static class PowersOfTen
{
    /// <summary>10^0 to 10^38 fit 128 bits.</summary>
    public const int Count128 = 39;

    /// <summary>The largest power of ten in a word: 10^19.</summary>
    public const int MaxWord = 19;

    /// <summary>The largest power of ten in 256 bits: 10^77.</summary>
    public const int Max256 = 77;

    public static readonly UInt128[] Small = MakeSmall();

    public static readonly Wide[] Large = MakeLarge();

    public static readonly WordDivisor[] Words = [.. Small.Take(MaxWord + 1).Select(static power => new WordDivisor((ulong)power))];

    private static readonly BigInteger[] Big = [.. Enumerable.Range(0, 256).Select(static exponent => BigInteger.Pow(10, exponent))];

    public static BigInteger Of(int exponent) => exponent < Big.Length ? Big[exponent] : BigInteger.Pow(10, exponent);

    private static UInt128[] MakeSmall()
    {
        var powers = new UInt128[Count128];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;
        return powers;
    }

    private static Wide[] MakeLarge()
    {
        var powers = new Wide[Max256 + 1];
        powers[0] = new Wide(0, 1);
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1].Times(10);
        return powers;
    }
}
