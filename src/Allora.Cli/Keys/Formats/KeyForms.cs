using System.Security.Cryptography;
using Allora.Cli.Running;
using Allora.Sdk;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Keys.Formats;

/// <summary>The forms in which people have a key, told apart by their beginning.</summary>
internal static class KeyForms
{
    private const int HexLength = 64;

    /// <summary>Whether a passphrase is needed to read it.</summary>
    public static bool IsEncrypted(string text) => ArmoredKey.Is(text) || KeyringItem.Is(text);

    /// <summary>Whether it is words: several of them, in plain text.</summary>
    public static bool IsWords(string text) => text.Contains(' ', StringComparison.Ordinal) && !ArmoredKey.Is(text) && !text.TrimStart().StartsWith('{');

    /// <summary>The wallet of a text in any form.</summary>
    /// <param name="text">Words, 64 hexadecimal digits, armor, or a file of the keyring.</param>
    /// <param name="passphrase">Of an encrypted form.</param>
    /// <exception cref="WalletException">The form is not read here, or the text is wrong. The text is not in the message.</exception>
    public static AlloraWallet Wallet(string text, ReadOnlySpan<char> passphrase)
    {
        var trimmed = text.Trim();
        if (ArmoredKey.Is(trimmed))
            return Of(ArmoredKey.Decrypt(trimmed, passphrase));
        if (KeyringItem.Is(trimmed))
            return Of(KeyringItem.Decrypt(trimmed, passphrase));
        if (trimmed.StartsWith('{') && trimmed.Contains("\"crypto\"", StringComparison.OrdinalIgnoreCase))
            throw new WalletException("This is a Web3 secret storage file (Ethereum wallets write it), which is not read here: export the private key from that wallet and import its 64 hexadecimal digits");
        if (trimmed.StartsWith('{') || trimmed.StartsWith('['))
            throw new WalletException("This is JSON, not a key: give words, 64 hexadecimal digits, or an armored key");
        var hex = trimmed.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? trimmed[2..] : trimmed;
        if (hex.Length == HexLength && hex.All(char.IsAsciiHexDigit))
            return AlloraWallet.FromPrivateKeyHex(hex, curve: Signing.Curve());
        using var mnemonic = Mnemonic.Parse(trimmed);
        return AlloraWallet.FromMnemonic(mnemonic, "", null, "allo", Signing.Curve());
    }

    /// <summary>The wallet of a private key, which is cleared.</summary>
    public static AlloraWallet Of(byte[] privateKey)
    {
        try
        {
            return AlloraWallet.FromPrivateKey(privateKey, curve: Signing.Curve());
        }
        finally
        {
            CryptographicOperations.ZeroMemory(privateKey);
        }
    }
}
