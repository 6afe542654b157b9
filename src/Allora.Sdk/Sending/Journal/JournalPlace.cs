namespace Allora.Sdk.Sending.Journal;

/// <summary>Where a wallet's journal file, its locks and its predecessor are.</summary>
/// <param name="Folder">The state folder.</param>
/// <param name="Key">The chain and the wallet.</param>
internal sealed record JournalPlace(string Folder, JournalKey Key)
{
    // Every DevNet has this chain id by default, so the same wallet on two of them is on two chains.
    private static readonly string SharedChainId = AlloraNetwork.Local.ChainId;

    /// <summary>The folder of the wallets' locks; null for none.</summary>
    public string? Locks { get; init; }

    /// <summary>A folder whose journal of this wallet is taken over; null for none.</summary>
    public string? Former { get; init; }

    public string File => FileJournal.PathOf(Folder, Key);

    /// <summary>The lock of the wallet, whatever the state folder; null if the user has no place for it.</summary>
    public string? WalletLock => Locks is not null && Key.ChainId != SharedChainId ? Path.Combine(Locks, $"{Key.ChainId}-{Key.Wallet}.lock") : null;

    /// <summary>The journal of an earlier version in its default folder; null if there is none.</summary>
    public string? FormerFile => Former is not null && FileJournal.PathOf(Path.GetFullPath(Former), Key) is var path && path != File && System.IO.File.Exists(path) ? path : null;
}
