using System.Numerics;
using LegacyDec = Allora.Sdk.Emissions.Numbers.LegacyDec;

namespace Allora.Sdk.DevNet.State;

/// <summary>The mint module's state.</summary>
internal sealed record MintState
{
    /// <summary>starting_emissions_block_height: the first block after it is the first of a month.</summary>
    public required long Start { get; init; }

    /// <summary>previous_block_emission: what each block of this month emits, in uallo.</summary>
    public BigInteger BlockEmission { get; init; }

    /// <summary>The smoothed emission for each staked token in a month.</summary>
    public LegacyDec Rate { get; init; }

    /// <summary>ecosystem_tokens_minted, in uallo.</summary>
    public BigInteger Minted { get; init; }

    /// <summary>months_unlocked.</summary>
    public long Months { get; init; }
}
