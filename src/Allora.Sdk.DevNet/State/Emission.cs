using System.Globalization;
using System.Numerics;

namespace Allora.Sdk.DevNet.State;

/// <summary>What each block mints: a constant of the captured size, not computed from supply and stake as the mint module does.</summary>
internal static class Emission
{
    /// <summary>The emission of one block in uallo.</summary>
    public static readonly BigInteger PerBlock = BigInteger.Parse("43981481481481", CultureInfo.InvariantCulture);
}
