using Allora.Cli.Running;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Files;
using Allora.Sdk;

namespace Allora.Cli.Worker;

/// <summary>The wallets of a file: one for all entries, or an entry's own. Each is opened once.</summary>
internal sealed class WorkerWallets : IDisposable
{
    private readonly Dictionary<string, AlloraWallet> _wallets = new(StringComparer.Ordinal);

    private WorkerWallets()
    {
    }

    /// <summary>Opens every wallet that the file needs.</summary>
    /// <param name="file">The file.</param>
    /// <param name="given">Opens the wallet that the user named in addition to the file; null if none was named.</param>
    /// <exception cref="UsageException">No wallet is named.</exception>
    /// <exception cref="Sdk.Wallets.WalletException">A key cannot be read.</exception>
    public static WorkerWallets Open(WorkerFile file, Func<AlloraWallet?> given)
    {
        var wallets = new WorkerWallets();
        try
        {
            foreach (var entry in file.Entries)
            {
                var name = NameOf(entry);
                if (!wallets._wallets.ContainsKey(name))
                    wallets._wallets.Add(name, (entry.Key is { } own ? AlloraWallet.FromKeyFile(KeyFolder.Find(own), curve: Signing.Curve()) : Default(file, given)).WithOptions(WorkerSettings.Wallet(file)));
            }

            return wallets;
        }
        catch
        {
            wallets.Dispose();
            throw;
        }
    }

    /// <summary>The wallet of an entry.</summary>
    public AlloraWallet this[ModelEntry entry] => _wallets[NameOf(entry)];

    /// <summary>The addresses, each once.</summary>
    public IEnumerable<string> Addresses => _wallets.Values.Select(static wallet => wallet.Address).Distinct();

    public void Dispose()
    {
        foreach (var wallet in _wallets.Values)
            wallet.Dispose();
    }

    private static string NameOf(ModelEntry entry) => entry.Key ?? "";

    private static AlloraWallet Default(WorkerFile file, Func<AlloraWallet?> given) =>
        given() ?? (file.Key is { } named
            ? AlloraWallet.FromKeyFile(KeyFolder.Find(named), curve: Signing.Curve())
            : throw new UsageException(
                "no wallet: the file names no key that is read here. Import one with 'allora keys import NAME' (it asks for the words), then give --from NAME, or set KEY_FILE or MNEMONIC"));
}
