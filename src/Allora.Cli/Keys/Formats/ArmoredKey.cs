using System.Security.Cryptography;
using Allora.Sdk.Wallets;
using Konscious.Security.Cryptography;

namespace Allora.Cli.Keys.Formats;

/// <summary>
/// The encrypted key of the chain's own tool ('keys export' there): armor, Argon2id over the passphrase, ChaCha20-Poly1305. Facts from files
/// that the tool (Cosmos SDK 0.50.14) wrote.
/// </summary>
internal static class ArmoredKey
{
    private const string Type = "TENDERMINT PRIVATE KEY";
    private const int KeyLength = 32;
    private const int SaltLength = 16;
    private const int TagLength = 16;
    private const int MemoryKiB = 64 * 1024;
    private const int Lanes = 4;

    // The amino name of a secp256k1 key and its length.
    private static readonly byte[] Prefix = [0xE1, 0xB0, 0xF7, 0x9B, KeyLength];

    public static bool Is(string text) => text.AsSpan().TrimStart().StartsWith("-----BEGIN ", StringComparison.Ordinal);

    /// <summary>The private key. The caller clears it.</summary>
    /// <exception cref="WalletException">It is not such a key, or the passphrase is another one.</exception>
    public static byte[] Decrypt(string armor, ReadOnlySpan<char> passphrase)
    {
        var text = ArmorText.Parse(armor);
        if (text.Type != Type)
            throw new WalletException($"This armor holds a {Running.Shown.Short(text.Type)}, not a {Type}: give the output of the chain tool's 'keys export NAME'");
        var (kdf, type) = (text.Headers.GetValueOrDefault("kdf") ?? "", text.Headers.GetValueOrDefault("type") ?? "");
        if (kdf == "bcrypt")
            throw new WalletException("This armor is of an old version of the chain's tool (kdf: bcrypt, xsalsa20-poly1305), which is not read here: import it into a current tool ('keys import') and export it again");
        if (kdf != "argon2")
            throw new WalletException($"This armor names the key derivation \"{Running.Shown.Short(kdf)}\"; argon2 is the one that is read");
        if (type is not ("secp256k1" or ""))
            throw new WalletException($"This armor holds a key of type {Running.Shown.Short(type)}; accounts of this chain have secp256k1 keys");
        if (!TryHex(text.Headers.GetValueOrDefault("salt"), out var salt) || text.Data.Length <= TagLength)
            throw new WalletException("The armored key has no salt, or is too short: copy it again");
        var plain = new byte[text.Data.Length - TagLength];
        var key = Derive(passphrase, salt);
        try
        {
            using var cipher = new ChaCha20Poly1305(key);
            cipher.Decrypt(new byte[12], text.Data.AsSpan(..^TagLength), text.Data.AsSpan(^TagLength..), plain);
            return plain.Length == Prefix.Length + KeyLength && plain.AsSpan().StartsWith(Prefix)
                ? plain[Prefix.Length..]
                : throw new WalletException("The armored key was opened, but what is in it is not a secp256k1 private key");
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new WalletException("The passphrase does not open this key: type the one that was given to the chain tool's 'keys export'");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>The same form, with a salt of its own.</summary>
    public static string Encrypt(ReadOnlySpan<byte> privateKey, ReadOnlySpan<char> passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var plain = new byte[Prefix.Length + KeyLength];
        var data = new byte[plain.Length + TagLength];
        var key = Derive(passphrase, salt);
        try
        {
            Prefix.CopyTo(plain, 0);
            privateKey.CopyTo(plain.AsSpan(Prefix.Length));
            using var cipher = new ChaCha20Poly1305(key);
            cipher.Encrypt(new byte[12], plain, data.AsSpan(..plain.Length), data.AsSpan(plain.Length..));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plain);
        }

        return new ArmorText(Type, new Dictionary<string, string> { ["kdf"] = "argon2", ["salt"] = Convert.ToHexString(salt), ["type"] = "secp256k1" }, data).ToString();
    }

    private static byte[] Derive(ReadOnlySpan<char> passphrase, byte[] salt)
    {
        if (passphrase.IsEmpty)
            throw new WalletException("An empty passphrase does not open this key: give the one that was given to the chain tool's 'keys export'");
        var bytes = Passphrases.Utf8(passphrase);
        try
        {
            using var argon = new Argon2id(bytes) { Salt = salt, Iterations = 1, MemorySize = MemoryKiB, DegreeOfParallelism = Lanes };
            return argon.GetBytes(KeyLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static bool TryHex(string? text, out byte[] bytes)
    {
        bytes = text is { Length: > 0 } && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : [];
        return bytes.Length > 0;
    }
}
