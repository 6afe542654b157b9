using System.Numerics;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Mint;

/// <summary>What a month's emission is computed from. (Specification 6.1.)</summary>
public sealed record EmissionInputs
{
    /// <summary>b: this block's height less starting_emissions_block_height.</summary>
    public required long Blocks { get; init; }

    /// <summary>Blocks of a month, of the emissions module.</summary>
    public required long BlocksPerMonth { get; init; }

    /// <summary>What the ecosystem account holds, in uallo.</summary>
    public required BigInteger EcosystemBalance { get; init; }

    /// <summary>What the ecosystem minted so far, in uallo.</summary>
    public required BigInteger EcosystemMinted { get; init; }

    /// <summary>Bonded tokens of validators and the stake on all reputers, in uallo.</summary>
    public required BigInteger StakedTokens { get; init; }

    /// <summary>f_R: reputers' part of the last month's rewards of topics.</summary>
    public Dec ReputerShare { get; init; }

    /// <summary>validators_vs_allora_percent_reward.</summary>
    public required Dec ValidatorShare { get; init; }

    /// <summary>The smoothed rate of the month before (e_(i-1)); not read in the first month.</summary>
    public LegacyDec PreviousRate { get; init; }

    /// <summary>Months counted before, for what is unlocked.</summary>
    public long MonthsUnlocked { get; init; }

    /// <summary>The mint module's parameters.</summary>
    public MintParameters Parameters { get; init; } = new();
}
