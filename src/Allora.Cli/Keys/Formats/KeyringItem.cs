using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Keys.Formats;

/// <summary>
/// A file of the keyring's file and test backends: a JWE in compact form (PBES2-HS256+A128KW, A256GCM), whose payload is JSON that holds a
/// record of the Cosmos SDK.
/// </summary>
internal static class KeyringItem
{
    // The tool writes 8192; a file may not make us work for hours.
    private const int MostRounds = 10_000_000;
    private const int WrappingKey = 16;

    public static bool Is(string text) => text.AsSpan().Trim().StartsWith("eyJ", StringComparison.Ordinal) && text.Count(static c => c == '.') == 4;

    /// <summary>The private key in it. The caller clears it.</summary>
    /// <exception cref="WalletException">It is not such a file, the passphrase is another one, or it holds no private key.</exception>
    public static byte[] Decrypt(string jwe, ReadOnlySpan<char> passphrase)
    {
        var payload = Open(jwe.Trim(), passphrase);
        try
        {
            using var json = JsonDocument.Parse(payload);
            var record = json.RootElement.GetProperty("Data").GetBytesFromBase64();
            try
            {
                return KeyringRecord.PrivateKey(record);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(record);
            }
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new WalletException("The keyring's file was opened, but what is in it is not a key of the chain's tool", wrong);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(payload);
        }
    }

    private static byte[] Open(string jwe, ReadOnlySpan<char> passphrase)
    {
        var parts = jwe.Split('.');
        byte[]? wrapping = null, contentKey = null;
        try
        {
            if (parts.Length != 5)
                throw new FormatException();
            using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
            var (algorithm, encryption) = (Text(header, "alg"), Text(header, "enc"));
            if (algorithm != "PBES2-HS256+A128KW" || encryption != "A256GCM")
                throw new WalletException($"The keyring's file is encrypted with {Running.Shown.Short(algorithm)} and {Running.Shown.Short(encryption)}; PBES2-HS256+A128KW and A256GCM are what the chain's tool writes");
            if (!header.RootElement.GetProperty("p2c").TryGetInt32(out var rounds) || rounds is < 1 or > MostRounds)
                throw new WalletException(string.Create(CultureInfo.InvariantCulture, $"The keyring's file wants more than {MostRounds} rounds of its key derivation: it is not of the chain's tool"));
            byte[] salt = [.. Encoding.UTF8.GetBytes(algorithm), 0, .. Base64Url.DecodeFromChars(Text(header, "p2s"))];
            var secret = Passphrases.Utf8(passphrase);
            wrapping = Rfc2898DeriveBytes.Pbkdf2(secret, salt, rounds, HashAlgorithmName.SHA256, WrappingKey);
            CryptographicOperations.ZeroMemory(secret);
            contentKey = AesKeyWrap.Unwrap(wrapping, Base64Url.DecodeFromChars(parts[1]))
                ?? throw new WalletException("The passphrase does not open this key of the keyring (the test backend's is always \"test\")");
            var cipher = Base64Url.DecodeFromChars(parts[3]);
            var plain = new byte[cipher.Length];
            using var gcm = new AesGcm(contentKey, 16);
            gcm.Decrypt(Base64Url.DecodeFromChars(parts[2]), cipher, Base64Url.DecodeFromChars(parts[4]), plain, Encoding.ASCII.GetBytes(parts[0]));
            return plain;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or CryptographicException)
        {
            throw new WalletException("This is not a key file of the keyring, or it was changed: copy it again", wrong);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
            CryptographicOperations.ZeroMemory(contentKey);
        }
    }

    private static string Text(JsonDocument header, string name) => header.RootElement.GetProperty(name).GetString() ?? "";
}
