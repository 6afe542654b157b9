using System.Numerics;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.State;

/// <summary>
/// What a block emits: a month's yield on the tokens that are bonded at genesis, as the mint module finds it for a young chain, whose emission
/// is capped by maximum_monthly_percentage_yield / validators_vs_allora_percent_reward. Kept for good: DevNet does not recalculate it each month.
/// </summary>
internal static class Emission
{
    private const long BlocksPerMonth = 864_000;

    private static readonly LegacyDec MonthlyYield = LegacyDec.Parse("0.038");

    /// <summary>The emission of a block in uallo for so many bonded tokens.</summary>
    public static BigInteger PerBlock(BigInteger bonded) => (MonthlyYield * new LegacyDec(bonded * BigInteger.Pow(10, 18))).Truncate() / BlocksPerMonth;

    /// <summary>The validators' quarter, cut.</summary>
    public static BigInteger ForValidators(this ChainState state) => state.BlockEmission / 4;

    /// <summary>What goes to topics, in uallo.</summary>
    public static BigInteger ForAllora(this ChainState state) => state.BlockEmission - state.ForValidators();
}
