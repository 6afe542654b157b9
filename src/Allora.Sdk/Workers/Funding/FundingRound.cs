using Allora.Sdk.Values;

namespace Allora.Sdk.Workers.Funding;

/// <summary>What one round of <see cref="WalletFunding"/> did.</summary>
public sealed record FundingRound
{
    /// <summary>The transfers of the round, in their order.</summary>
    public IReadOnlyList<FundingTransfer> Transfers { get; init; } = [];

    /// <summary>Wallets below their floor that were not topped up, with the cause.</summary>
    public IReadOnlyDictionary<string, string> HeldBack { get; init; } = new Dictionary<string, string>();

    /// <summary>What the treasury has sent on this UTC day (uallo).</summary>
    public UAllo SentToday { get; init; }
}

/// <summary>One transfer.</summary>
public sealed record FundingTransfer
{
    /// <summary>The wallet that sent it: the treasury, or the swept one.</summary>
    public required string From { get; init; }

    /// <summary>The wallet that received it.</summary>
    public required string To { get; init; }

    /// <summary>The amount (uallo).</summary>
    public required UAllo Amount { get; init; }

    /// <summary>The transaction's hash (upper-case hexadecimal); null if nothing was sent.</summary>
    public string? Hash { get; init; }

    /// <summary>Why it did not succeed; null if it did.</summary>
    public string? Failure { get; init; }
}
