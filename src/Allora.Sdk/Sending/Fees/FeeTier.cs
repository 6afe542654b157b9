namespace Allora.Sdk;

/// <summary>The offer in relation to the chain's lowest accepted gas price. Anything above gas used x price is a gift to the proposer, so tiers are small.</summary>
public enum FeeTier
{
    /// <summary>The chain's price itself: 1.0.</summary>
    Eco,

    /// <summary>A tenth above it, which covers a small rise between query and inclusion: 1.1.</summary>
    Standard,

    /// <summary>Half above it: 1.5.</summary>
    Priority,
}
