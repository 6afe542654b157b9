using Allora.Sdk.Wallets;

namespace Allora.Cli.Keys.Formats;

/// <summary>The folder of a keyring of the chain's own tool: keyring-test or keyring-file below its home.</summary>
internal sealed class Keyring(string backend, string home)
{
    private const string TestPassphrase = "test";
    private const string Suffix = ".info";

    /// <summary>Whether a passphrase is needed that is not known to everybody.</summary>
    public bool NeedsPassphrase => backend != "test";

    private string Folder => Path.Combine(home, $"keyring-{backend}");

    /// <summary>Opens a keyring.</summary>
    /// <exception cref="WalletException">The backend keeps its keys elsewhere.</exception>
    public static Keyring Open(string backend, string home) => backend switch
    {
        "test" or "file" => new Keyring(backend, home),
        "os" or "kwallet" or "pass" or "keychain" or "secret-service" => throw new WalletException(
            $"The keyring's backend \"{backend}\" keeps its keys in another program, which is not read here: export the key with the chain's tool ('keys export NAME'), then run 'allora keys import NAME'"),
        "memory" => throw new WalletException("The keyring's backend \"memory\" keeps no keys: import the key with 'allora keys import NAME'"),
        _ => throw new WalletException($"There is no keyring backend \"{Running.Shown.Short(backend)}\": test and file are read here"),
    };

    public IEnumerable<string> Names() => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*" + Suffix).Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)
        : [];

    /// <summary>The private key of a name. The caller clears it.</summary>
    /// <exception cref="WalletException">There is no such key, or the passphrase is another one.</exception>
    public byte[] PrivateKey(string name, ReadOnlySpan<char> passphrase)
    {
        var file = Path.Combine(Folder, name + Suffix);
        if (name.AsSpan().ContainsAny('/', '\\') || !File.Exists(file))
            throw new WalletException($"There is no key \"{Running.Shown.Short(name)}\" in {Folder}; there {(Names().ToList() is { Count: > 0 } names ? $"are {string.Join(", ", names)}" : "are none")}");
        try
        {
            return KeyringItem.Decrypt(File.ReadAllText(file), NeedsPassphrase ? passphrase : TestPassphrase);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new WalletException($"The keyring's file {file} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
