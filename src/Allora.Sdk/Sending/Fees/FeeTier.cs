namespace Allora.Sdk;

/// <summary>How much above the chain's least accepted gas price is offered. What exceeds gas used x price is a gift to the proposer, so tiers are small.</summary>
public enum FeeTier
{
    /// <summary>The chain's price itself: 1.0.</summary>
    Eco,

    /// <summary>A tenth above it, which outlives a small rise between asking and inclusion: 1.1.</summary>
    Standard,

    /// <summary>Half above it: 1.5.</summary>
    Priority,
}
