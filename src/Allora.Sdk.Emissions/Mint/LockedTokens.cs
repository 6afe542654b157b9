using System.Numerics;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Mint;

/// <summary>Tokens that are locked after a number of months, in uallo. (Specification 6.1.)</summary>
/// <param name="Preseed">Of preseed investors.</param>
/// <param name="Investors">Of investors.</param>
/// <param name="Team">Of the team.</param>
/// <param name="Foundation">Of the foundation.</param>
public readonly record struct LockedTokens(BigInteger Preseed, BigInteger Investors, BigInteger Team, BigInteger Foundation)
{
    private const int Cliff = 12;
    private const int Vested = 36;
    private const int FoundationVested = 24;

    /// <summary>All of them.</summary>
    public BigInteger Total => Preseed + Investors + Team + Foundation;

    /// <summary>
    /// What is locked: investors, preseed and team in full for 12 months, then less by a 36th each month until month 36; half of the
    /// foundation's share, less by a 24th each month.
    /// </summary>
    /// <param name="months">Months since the emission started.</param>
    /// <param name="parameters">The mint module's parameters.</param>
    public static LockedTokens After(long months, MintParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var half = Share(parameters.FoundationTreasuryPercentOfTotalSupply) / 2;
        return new LockedTokens(
            Vesting(parameters.InvestorsPreseedPercentOfTotalSupply),
            Vesting(parameters.InvestorsPercentOfTotalSupply),
            Vesting(parameters.TeamPercentOfTotalSupply),
            months < FoundationVested ? half * (FoundationVested - months) / FoundationVested : BigInteger.Zero);

        BigInteger Share(LegacyDec part) => (part * parameters.MaxSupply).Truncate();

        BigInteger Vesting(LegacyDec part) => months switch
        {
            < Cliff => Share(part),
            < Vested => Share(part) * (Vested - months) / Vested,
            _ => BigInteger.Zero,
        };
    }

    /// <summary>The months that count: of the blocks since the start, at least those counted before, at most 36.</summary>
    /// <param name="counted">Months counted before.</param>
    /// <param name="blocks">Blocks since the emission started.</param>
    /// <param name="blocksPerMonth">Blocks of a month.</param>
    public static long Months(long counted, long blocks, long blocksPerMonth) => Math.Min(Vested, Math.Max(counted, blocks / blocksPerMonth));
}
