using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.Values;

/// <summary>An amount of one of the chain's coins, in base units.</summary>
/// <param name="Denom">The coin's name on chain, such as "uallo".</param>
/// <param name="Amount">A whole number of base units.</param>
public readonly record struct Coin(string Denom, BigInteger Amount)
{
    /// <summary>The chain's spelling, such as "5000uallo".</summary>
    public override string ToString() => Amount.ToString(CultureInfo.InvariantCulture) + Denom;
}
