using Allora.Cli.Keys.Formats;
using Allora.Cli.Running;
using Allora.Cli.Worker.Entries;
using Allora.Sdk;

namespace Allora.Cli.Worker;

/// <summary>The wallets of a file: one for all entries, or an entry's own. Each is opened once.</summary>
internal sealed class WorkerWallets : IDisposable
{
    private readonly Dictionary<string, AlloraWallet> _wallets = new(StringComparer.Ordinal);

    private readonly Func<ModelEntry, AlloraWallet> _open;

    private WorkerWallets(Func<ModelEntry, AlloraWallet> open) => _open = open;

    /// <summary>Opens every wallet that the file needs.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">The options of every wallet.</param>
    /// <param name="given">Opens the wallet that the user named in addition to the file; null if none was named.</param>
    /// <param name="named">Opens the wallet of a name or a key file.</param>
    /// <param name="passphrase">The passphrase of what it is told.</param>
    /// <exception cref="UsageException">No wallet is named.</exception>
    /// <exception cref="Sdk.Wallets.WalletException">A key cannot be read.</exception>
    public static WorkerWallets Open(WorkerFile file, WalletOptions options, Func<AlloraWallet?> given, Func<string, AlloraWallet> named, Func<string, string> passphrase)
    {
        var wallets = new WorkerWallets(entry => (entry.Key is { } own ? named(own) : Default(file, given, named, passphrase)).WithOptions(options));
        try
        {
            wallets.Senders = [.. file.SubmittedBy.Select(name => wallets.Named(name, named).WithOptions(options))];
            foreach (var entry in file.Entries)
                wallets.Open(entry);
            return wallets;
        }
        catch
        {
            wallets.Dispose();
            throw;
        }
    }

    /// <summary>Opens the wallet of an entry, if it is not open.</summary>
    /// <exception cref="UsageException">No wallet is named.</exception>
    /// <exception cref="Sdk.Wallets.WalletException">A key cannot be read.</exception>
    public void Open(ModelEntry entry)
    {
        if (!_wallets.ContainsKey(NameOf(entry)))
            _wallets.Add(NameOf(entry), _open(entry));
    }

    /// <summary>The wallet of an entry.</summary>
    public AlloraWallet this[ModelEntry entry] => _wallets[NameOf(entry)];

    /// <summary>The wallets that send the payloads of workers; empty if each sends its own.</summary>
    public IReadOnlyList<AlloraWallet> Senders { get; private set; } = [];

    /// <summary>The addresses, each once.</summary>
    public IEnumerable<string> Addresses => _wallets.Values.Select(static wallet => wallet.Address).Distinct();

    public void Dispose()
    {
        foreach (var wallet in _wallets.Values)
            wallet.Dispose();
    }

    private AlloraWallet Named(string name, Func<string, AlloraWallet> named)
    {
        if (!_wallets.TryGetValue(name, out var wallet))
            _wallets.Add(name, wallet = named(name));
        return wallet;
    }

    private static AlloraWallet OfKeyring(KeyringEntry entry, Func<string, string> passphrase)
    {
        var keyring = Keyring.Open(entry.Backend, entry.Home);
        return KeyForms.Of(keyring.PrivateKey(entry.Name, keyring.NeedsPassphrase ? entry.Passphrase ?? passphrase($"the keyring in {entry.Home}") : ""));
    }

    private static string NameOf(ModelEntry entry) => entry.Key ?? "";

    private static AlloraWallet Default(WorkerFile file, Func<AlloraWallet?> given, Func<string, AlloraWallet> named, Func<string, string> passphrase) =>
        given() ?? (file.Key is { } key ? named(key)
            : file.Keyring is { } entry ? OfKeyring(entry, passphrase)
            : throw new UsageException(
                "no wallet: the file names no key that is read here. Import one with 'allora keys import NAME' (it asks for the words), then give --from NAME, or set KEY_FILE or MNEMONIC"));
}
