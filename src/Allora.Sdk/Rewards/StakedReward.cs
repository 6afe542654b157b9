using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.Values;

namespace Allora.Sdk.Rewards;

/// <summary>What became of one settled reward of the wallet.</summary>
public sealed record StakedReward
{
    /// <summary>What was settled; null where it was settled before this run and only its transaction is known.</summary>
    public RewardSettlement? Settlement { get; init; }

    /// <summary>The nonce that was rewarded.</summary>
    public required long Nonce { get; init; }

    /// <summary>The fate.</summary>
    public required StakedRewardStatus Status { get; init; }

    /// <summary>What was staked, or would have been (uallo).</summary>
    public UAllo Amount { get; init; }

    /// <summary>The transaction (upper-case hexadecimal); null where none left.</summary>
    public string? TransactionHash { get; init; }

    /// <summary>What happened, for people; null where it went well.</summary>
    public string? Message { get; init; }
}

/// <summary>The fate of a settled reward.</summary>
public enum StakedRewardStatus
{
    /// <summary>It is staked: the transaction is in a block.</summary>
    Staked,

    /// <summary>It stays in the wallet: too little of it is left after the reserve.</summary>
    Kept,

    /// <summary>The chain refused it, in a block or before; it stays in the wallet.</summary>
    Failed,
}
