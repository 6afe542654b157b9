using System.Numerics;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Mint;

/// <summary>The mint module's parameters, under the chain's names. Defaults are the chain's own; a network may differ.</summary>
public sealed record MintParameters
{
    /// <summary>Tokens that can ever exist, in uallo. Default 10^27.</summary>
    public BigInteger MaxSupply { get; init; } = BigInteger.Pow(10, 27);

    /// <summary>Share of the ecosystem's tokens that a month emits. Default 0.025.</summary>
    public LegacyDec FEmission { get; init; } = LegacyDec.Parse("0.025");

    /// <summary>Share of the new rate in the smoothed one. Default 0.1.</summary>
    public LegacyDec OneMonthSmoothingDegree { get; init; } = LegacyDec.Parse("0.1");

    /// <summary>Share of the supply that the ecosystem may mint. Default 0.3595.</summary>
    public LegacyDec EcosystemTreasuryPercentOfTotalSupply { get; init; } = LegacyDec.Parse("0.3595");

    /// <summary>Share of the foundation, half of it locked at first. Default 0.1.</summary>
    public LegacyDec FoundationTreasuryPercentOfTotalSupply { get; init; } = LegacyDec.Parse("0.1");

    /// <summary>Share of participants, never locked. Default 0.055.</summary>
    public LegacyDec ParticipantsPercentOfTotalSupply { get; init; } = LegacyDec.Parse("0.055");

    /// <summary>Share of investors. Default 0.2605.</summary>
    public LegacyDec InvestorsPercentOfTotalSupply { get; init; } = LegacyDec.Parse("0.2605");

    /// <summary>Share of preseed investors. Default 0.05.</summary>
    public LegacyDec InvestorsPreseedPercentOfTotalSupply { get; init; } = LegacyDec.Parse("0.05");

    /// <summary>Share of the team. Default 0.175.</summary>
    public LegacyDec TeamPercentOfTotalSupply { get; init; } = LegacyDec.Parse("0.175");

    /// <summary>The most that a month may yield. Default 0.0095.</summary>
    public LegacyDec MaximumMonthlyPercentageYield { get; init; } = LegacyDec.Parse("0.0095");
}
