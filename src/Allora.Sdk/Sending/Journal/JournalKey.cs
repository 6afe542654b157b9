namespace Allora.Sdk.Sending.Journal;

/// <summary>The key of a journal: one wallet on one chain.</summary>
public sealed record JournalKey
{
    /// <summary>The chain id, such as allora-testnet-1.</summary>
    public required string ChainId { get; init; }

    /// <summary>The wallet's address.</summary>
    public required string Wallet { get; init; }

    /// <summary>The wallet and its chain, for messages.</summary>
    public override string ToString() => $"{Wallet} on {ChainId}";
}
