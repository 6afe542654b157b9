using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.Values;

namespace Allora.Sdk.Rewards;

/// <summary>The result of staking one settled reward of the wallet.</summary>
public sealed record StakedReward
{
    /// <summary>The settlement; null if it was before this run and only its transaction is known.</summary>
    public RewardSettlement? Settlement { get; init; }

    /// <summary>The nonce that was rewarded.</summary>
    public required long Nonce { get; init; }

    /// <summary>The outcome.</summary>
    public required StakedRewardStatus Status { get; init; }

    /// <summary>The amount (uallo) that was staked, or would have been.</summary>
    public UAllo Amount { get; init; }

    /// <summary>The transaction (upper-case hexadecimal); null if none was sent.</summary>
    public string? TransactionHash { get; init; }

    /// <summary>A description of the cause, for people; null if the reward was staked.</summary>
    public string? Message { get; init; }
}

/// <summary>The outcome of a settled reward.</summary>
public enum StakedRewardStatus
{
    /// <summary>It is staked: the transaction is in a block.</summary>
    Staked,

    /// <summary>It stays in the wallet: too little would be left after the reserve.</summary>
    Kept,

    /// <summary>The chain refused it, in a block or before; it stays in the wallet.</summary>
    Failed,
}
