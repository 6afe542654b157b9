using System.CommandLine;
using Allora.Cli.Keys.Opening;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Fleet;

/// <summary>The wallets whose keys a member has: every key file of a folder, and the key that was named.</summary>
internal sealed class FleetKeys : IDisposable
{
    private readonly Dictionary<string, AlloraWallet> _wallets = new(StringComparer.Ordinal);

    private FleetKeys()
    {
    }

    public IReadOnlyList<AlloraWallet> Wallets => [.. _wallets.Values];

    /// <summary>Opens the keys. A file that cannot be read is reported, and the others are used.</summary>
    /// <exception cref="UsageException">There is no key, or a passphrase is missing.</exception>
    public static FleetKeys Open(DirectoryInfo? folder, KeyOptions key, ParseResult parsed)
    {
        var keys = new FleetKeys();
        try
        {
            if (key.IsGiven(parsed))
                keys.Add(key.Open(parsed));
            foreach (var file in Files(folder))
            {
                try
                {
                    keys.Add(KeyOpening.OpenFile(file, parsed, key.Passphrase));
                }
                catch (Exception unreadable) when (unreadable is WalletException or FormatException)
                {
                    ErrorLines.Note(Shown.OneLine($"{file} is not used: {unreadable.Message}"));
                }
            }

            return keys._wallets.Count > 0 ? keys : throw new UsageException($"no key was found in {folder?.FullName ?? KeyFolder.Path}: give --keys FOLDER with key files, or --from KEY");
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var wallet in _wallets.Values)
            wallet.Dispose();
    }

    // A mounted secret has hidden folders and links of its own.
    private static IEnumerable<string> Files(DirectoryInfo? folder)
    {
        if (folder is null)
            return KeyFolder.Names().Select(KeyFolder.FileOf);
        return folder.Exists
            ? folder.EnumerateFiles().Where(static file => !file.Name.StartsWith('.')).Select(static file => file.FullName).Order(StringComparer.Ordinal)
            : throw new UsageException($"--keys: there is no folder {folder.FullName}");
    }

    private void Add(AlloraWallet wallet)
    {
        if (!_wallets.TryAdd(wallet.Address, wallet))
            wallet.Dispose();
    }
}
