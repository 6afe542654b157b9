using Allora.Cli.Documents;
using Allora.Cli.Worker.Entries;

namespace Allora.Cli.Worker.Offchain;

/// <summary>The offchain node's key in the keyring of the chain's own tool.</summary>
internal static class OffchainKeyring
{
    private const string DefaultHome = "~/.allorad";
    private const string DefaultBackend = "test";

    /// <summary>The entry; null if the file names no key, or has a mnemonic, from which the node would restore it.</summary>
    public static KeyringEntry? Read(FieldReader wallet)
    {
        var (name, mnemonic, backend, passphrase, home) =
            (wallet.Key("addressKeyName"), wallet.Text("addressRestoreMnemonic"), wallet.Text("keyringBackend"), wallet.Text("keyringPassphrase"), wallet.Folder("alloraHomeDir"));
        return string.IsNullOrEmpty(name) || !string.IsNullOrEmpty(mnemonic)
            ? null
            : new KeyringEntry(Or(backend, DefaultBackend), Expanded(Or(home, DefaultHome)), name) { Passphrase = string.IsNullOrEmpty(passphrase) ? null : passphrase };
    }

    /// <summary>A folder with ~ in it as a path.</summary>
    public static string Expanded(string folder) => folder is "~" or ['~', '/', ..]
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), folder[1..].TrimStart('/'))
        : folder;

    private static string Or(string? text, string otherwise) => string.IsNullOrEmpty(text) ? otherwise : text;
}
