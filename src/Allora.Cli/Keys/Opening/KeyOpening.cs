using System.CommandLine;
using Allora.Cli.Keys.Formats;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Keys.Opening;

/// <summary>Opens the wallet of a key file in any form, plain or encrypted.</summary>
internal static class KeyOpening
{
    /// <summary>The wallet of a name of 'keys list' or of a file.</summary>
    /// <exception cref="WalletException">Its key cannot be read.</exception>
    public static AlloraWallet Open(string key, ParseResult parsed, PassphraseOptions passphrase) => OpenFile(KeyFolder.Find(key), parsed, passphrase);

    /// <summary>The wallet of a file. An encrypted file may be read by others: its passphrase protects it.</summary>
    public static AlloraWallet OpenFile(string file, ParseResult parsed, PassphraseOptions passphrase) =>
        IsEncrypted(file) ? KeyForms.Wallet(SecretFile.Read(file), passphrase.Read(parsed, $"the key in {file}")) : AlloraWallet.FromKeyFile(file, curve: Signing.Curve());

    private static bool IsEncrypted(string file)
    {
        try
        {
            using var reader = new StreamReader(file);
            var start = new char[64];
            var text = new string(start, 0, reader.ReadBlock(start)).TrimStart();
            return ArmoredKey.Is(text) || text.StartsWith("eyJ", StringComparison.Ordinal);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // The reader of plain key files says what is wrong with it.
            return false;
        }
    }
}
