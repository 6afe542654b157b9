using System.Security.Cryptography;
using System.Text;

namespace Allora.Sdk.Wallets;

/// <summary>
/// Key files: one line, a mnemonic or 64 hexadecimal digits. Key files are created with mode 0600 and never overwritten; a file
/// that others can read or write, or in a folder that every user can change, is rejected. Windows has no such modes; there the folder's access list protects the files.
/// </summary>
public static class KeyFile
{
    private const int HexLength = 2 * KeyLengths.PrivateKey;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a wallet's private key into a new file.</summary>
    /// <param name="path">The file, which must not exist; only its owner may read it then (0600).</param>
    /// <param name="wallet">The wallet.</param>
    /// <exception cref="WalletException">The file exists or cannot be created, or the wallet's key is held by an external signer.</exception>
    public static void Write(string path, AlloraWallet wallet)
    {
        ArgumentNullException.ThrowIfNull(wallet);
        Span<byte> key = stackalloc byte[KeyLengths.PrivateKey];
        Span<byte> line = stackalloc byte[HexLength];
        try
        {
            wallet.CopyPrivateKeyTo(key);
            Convert.TryToHexStringLower(key, line, out _);
            WriteLine(path, line);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(line);
        }
    }

    /// <summary>Writes a mnemonic into a new file. The passphrase is not written: it must be given again on reading.</summary>
    /// <param name="path">The file, which must not exist; only its owner may read it then (0600).</param>
    /// <param name="mnemonic">The words.</param>
    /// <exception cref="WalletException">The file exists or cannot be created.</exception>
    public static void Write(string path, Mnemonic mnemonic)
    {
        ArgumentNullException.ThrowIfNull(mnemonic);
        WriteLine(path, mnemonic.Phrase);
    }

    /// <summary>Reads the wallet of a key file. A passphrase and a path are for a file that holds a mnemonic.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passphrase">The BIP-39 passphrase. Default: none.</param>
    /// <param name="hdPath">The derivation path. Default: the first one of Cosmos, m/44'/118'/0'/0/0.</param>
    /// <param name="prefix">The prefix of its address. Default: allo.</param>
    /// <param name="curve">The secp256k1 implementation that signs. Default: managed code; <c>NativeSecp256k1.Load()</c> of Allora.Sdk.Native is eight times faster.</param>
    /// <exception cref="WalletException">The file does not exist, holds no key, or is readable by others.</exception>
    public static AlloraWallet Read(string path, string passphrase = "", HdPath? hdPath = null, string prefix = "allo", ISecp256k1? curve = null)
    {
        var bytes = ReadBytes(path);
        var text = new char[bytes.Length];
        try
        {
            // Valid contents are ASCII; a byte order mark of an editor is ignored.
            var content = bytes.AsSpan();
            if (content.StartsWith(Encoding.UTF8.Preamble))
                content = content[Encoding.UTF8.Preamble.Length..];
            var count = Encoding.Latin1.GetChars(content, text);
            return Parse(text.AsSpan(0, count).Trim(), passphrase, hdPath, prefix, curve);
        }
        catch (WalletException failure)
        {
            throw new WalletException($"Key file {path}: {failure.Message}", failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
            Array.Clear(text);
        }
    }

    private static AlloraWallet Parse(ReadOnlySpan<char> content, string passphrase, HdPath? hdPath, string prefix, ISecp256k1? curve)
    {
        if (content.IsEmpty)
            throw new WalletException("it is empty; put a mnemonic or 64 hexadecimal digits into it");
        if (!content.ContainsAny(" \t\r\n"))
            return AlloraWallet.FromPrivateKeyHex(content, prefix, curve);
        using var mnemonic = Mnemonic.Parse(content);
        return AlloraWallet.FromMnemonic(mnemonic, passphrase, hdPath, prefix, curve);
    }

    private static byte[] ReadBytes(string path)
    {
        RefuseSecret(path);
        return OwnerFile.Read(path, "key file", "key");
    }

    // A user may give the words in the place of a path: then no message may repeat them.
    private static void RefuseSecret(string path)
    {
        if (SafeText.IsKeyMaterial(path))
            throw new WalletException("The path of the key file is a mnemonic or a key itself, which is not shown here: put it into a file with mode 0600, and give the file's path");
        if (path.Contains("://", StringComparison.Ordinal))
            throw new WalletException($"The path of the key file is the address {SafeText.Address(path)}: give the path of a file");
    }

    private static void WriteLine(string path, ReadOnlySpan<byte> line)
    {
        RefuseSecret(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        var created = false;
        try
        {
            using var stream = new FileStream(path, options);
            created = true;
            stream.Write(line);
            stream.WriteByte((byte)'\n');
            stream.Flush(flushToDisk: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            if (created)
                File.Delete(path);
            throw new WalletException(
                !created && File.Exists(path)
                    ? $"Key file {path} already exists and is never overwritten: choose another name, or move the file"
                    : $"Key file {path} cannot be written: {failure.Message}",
                failure);
        }
    }
}
