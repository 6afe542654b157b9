using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.Values;

/// <summary>An amount of one of the chain's coins, in base units.</summary>
/// <param name="Denom">The coin's name on chain, such as "uallo".</param>
/// <param name="Amount">A whole number of base units.</param>
public readonly partial record struct Coin(string Denom, BigInteger Amount)
{
    /// <summary>Reads the chain's spelling of a coin: "5000uallo".</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a whole number followed by the name of a coin.</exception>
    public static Coin Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan());
    }

    /// <summary>The chain's spelling, such as "5000uallo".</summary>
    public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture) + Denom;
}
