using System.Diagnostics;
using System.Security.Cryptography;
using Allora.Sdk.Base;
using Allora.Sdk.Wallets;

namespace Allora.Sdk;

/// <summary>
/// An account on the chain: an address and the key or signer for it. Keys in this process are zeroed on <see cref="Dispose"/>, and
/// neither <see cref="ToString"/> nor any exception shows them. Safe to use from several threads.
/// </summary>
[DebuggerDisplay("{Address,nq}")]
public sealed class AlloraWallet : IAlloraSigner, IDisposable
{
    private readonly IAlloraSigner _signer;
    private readonly ISecp256k1 _curve;

    private AlloraWallet(IAlloraSigner signer, string prefix, ISecp256k1 curve)
    {
        (_signer, _curve) = (signer, curve);
        PublicKey = signer.PublicKey.ToArray();
        PublicKeyHex = Convert.ToHexStringLower(PublicKey.Span);
        Address = AlloraAddress.FromPublicKey(PublicKey.Span, prefix);
    }

    /// <summary>State that upper layers attach to this wallet.</summary>
    internal Attachments Attachments { get; } = new();

    /// <summary>The account's address, such as allo1...</summary>
    public string Address { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The public key in lower-case hexadecimal digits.</summary>
    public string PublicKeyHex { get; }

    /// <summary>Makes a new wallet and the mnemonic that restores it. Show the mnemonic once so that it can be written down, then dispose it.</summary>
    /// <param name="words">The number of words: 12, 15, 18, 21 or 24. Default: 24.</param>
    /// <param name="prefix">The prefix of its address. Default: allo.</param>
    /// <param name="curve">The secp256k1 implementation that signs. Default: managed code; <c>NativeSecp256k1.Load()</c> of Allora.Sdk.Native is eight times faster.</param>
    /// <exception cref="WalletException">The number of words is invalid.</exception>
    public static NewWallet Create(int words = 24, string prefix = "allo", ISecp256k1? curve = null)
    {
        var mnemonic = Mnemonic.Create(words);
        try
        {
            return new NewWallet(FromMnemonic(mnemonic, "", null, prefix, curve), mnemonic);
        }
        catch
        {
            mnemonic.Dispose();
            throw;
        }
    }

    /// <summary>Restores the wallet of a BIP-39 mnemonic. The default path is m/44'/118'/0'/0/0.</summary>
    /// <param name="mnemonic">The words, with single spaces or any white space between them.</param>
    /// <param name="passphrase">The BIP-39 passphrase. Default: none.</param>
    /// <param name="path">The derivation path. Default: the first one of Cosmos, m/44'/118'/0'/0/0.</param>
    /// <param name="prefix">The prefix of its address. Default: allo.</param>
    /// <param name="curve">The secp256k1 implementation that signs. Default: managed code; <c>NativeSecp256k1.Load()</c> of Allora.Sdk.Native is eight times faster.</param>
    /// <exception cref="WalletException">Not a mnemonic, or a passphrase that cannot be normalised here.</exception>
    public static AlloraWallet FromMnemonic(string mnemonic, string passphrase = "", HdPath? path = null, string prefix = "allo", ISecp256k1? curve = null)
    {
        using var parsed = Mnemonic.Parse(mnemonic);
        return FromMnemonic(parsed, passphrase, path, prefix, curve);
    }

    /// <summary>Restores the wallet of a BIP-39 mnemonic. The default path is m/44'/118'/0'/0/0.</summary>
    /// <param name="mnemonic">The words; the caller disposes them.</param>
    /// <param name="passphrase">The BIP-39 passphrase. Default: none.</param>
    /// <param name="path">The derivation path. Default: the first one of Cosmos, m/44'/118'/0'/0/0.</param>
    /// <param name="prefix">The prefix of its address. Default: allo.</param>
    /// <param name="curve">The secp256k1 implementation that signs. Default: managed code; <c>NativeSecp256k1.Load()</c> of Allora.Sdk.Native is eight times faster.</param>
    /// <exception cref="WalletException">A passphrase that cannot be normalised here.</exception>
    public static AlloraWallet FromMnemonic(Mnemonic mnemonic, string passphrase, HdPath? path, string prefix, ISecp256k1? curve)
    {
        ArgumentNullException.ThrowIfNull(mnemonic);
        var seed = mnemonic.ToSeed(passphrase);
        Span<byte> key = stackalloc byte[KeyLengths.PrivateKey];
        try
        {
            HdKeys.Derive(seed, path ?? HdPath.Default, key);
            return FromPrivateKey(key, prefix, curve);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The wallet of a private key of 32 bytes, which is copied.</summary>
    /// <param name="key">The key, 32 bytes; it is copied.</param>
    /// <param name="prefix">The prefix of its address. Default: allo.</param>
    /// <param name="curve">The secp256k1 implementation that signs. Default: managed code; <c>NativeSecp256k1.Load()</c> of Allora.Sdk.Native is eight times faster.</param>
    /// <exception cref="WalletException">The bytes are not a private key.</exception>
    public static AlloraWallet FromPrivateKey(ReadOnlySpan<byte> key, string prefix = "allo", ISecp256k1? curve = null)
    {
        var arithmetic = curve ?? ManagedSecp256k1.Instance;
        return FromLocalKey(new LocalKey(key, arithmetic), prefix, arithmetic);
    }

    /// <summary>The wallet of a private key in 64 hexadecimal digits, without a prefix such as 0x.</summary>
    /// <param name="hex">The key, 64 hexadecimal digits.</param>
    /// <param name="prefix">The prefix of its address. Default: allo.</param>
    /// <param name="curve">The secp256k1 implementation that signs. Default: managed code; <c>NativeSecp256k1.Load()</c> of Allora.Sdk.Native is eight times faster.</param>
    /// <exception cref="WalletException">The text is not a private key.</exception>
    public static AlloraWallet FromPrivateKeyHex(string hex, string prefix = "allo", ISecp256k1? curve = null)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return FromPrivateKeyHex(hex.AsSpan(), prefix, curve);
    }

    /// <summary>The wallet of a key file, see <see cref="KeyFile"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="prefix">The prefix of its address. Default: allo.</param>
    /// <param name="curve">The secp256k1 implementation that signs. Default: managed code; <c>NativeSecp256k1.Load()</c> of Allora.Sdk.Native is eight times faster.</param>
    /// <exception cref="WalletException">The file does not exist, holds no key, or is readable by others.</exception>
    public static AlloraWallet FromKeyFile(string path, string prefix = "allo", ISecp256k1? curve = null) =>
        KeyFile.Read(path, prefix: prefix, curve: curve);

    /// <summary>The wallet of an external signer, which the caller disposes. Its signatures are verified before they are used.</summary>
    /// <param name="signer">The signer; if it needs to be disposed, the caller does so after the wallet.</param>
    /// <param name="prefix">The prefix of its address. Default: allo.</param>
    /// <param name="curve">The secp256k1 implementation that verifies its signatures. Default: managed code; <c>NativeSecp256k1.Load()</c> of Allora.Sdk.Native is four times faster.</param>
    /// <exception cref="WalletException">The signer's public key is not a compressed point of secp256k1.</exception>
    public static AlloraWallet FromSigner(IAlloraSigner signer, string prefix = "allo", ISecp256k1? curve = null)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return new AlloraWallet(signer, prefix, curve ?? ManagedSecp256k1.Instance);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
        _signer is LocalKey key ? key.SignAsync(message, cancellationToken) : SignElsewhereAsync(message, cancellationToken);

    /// <summary>The address alone.</summary>
    public override string ToString() => Address;

    /// <summary>Zeroes the key if it is in this process.</summary>
    public void Dispose() => (_signer as LocalKey)?.Dispose();

    internal static AlloraWallet FromPrivateKeyHex(ReadOnlySpan<char> hex, string prefix, ISecp256k1? curve)
    {
        Span<byte> key = stackalloc byte[KeyLengths.PrivateKey];
        try
        {
            if (hex.Length != 2 * KeyLengths.PrivateKey || Convert.FromHexString(hex, key, out _, out _) != System.Buffers.OperationStatus.Done)
                throw new WalletException("A private key must have 64 hexadecimal digits, without the prefix 0x");
            return FromPrivateKey(key, prefix, curve);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Makes the wallet the owner of the key; if it cannot be created, the key is zeroed.</summary>
    internal static AlloraWallet FromLocalKey(LocalKey key, string prefix, ISecp256k1 curve)
    {
        try
        {
            return new AlloraWallet(key, prefix, curve);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Whether this wallet's key made the signature of a message.</summary>
    internal bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == 64 && _curve.Verify(PublicKey.Span, SHA256.HashData(message), signature);

    internal void CopyPrivateKeyTo(Span<byte> target)
    {
        if (_signer is not LocalKey key)
            throw new WalletException("This wallet's key is held by an external signer and cannot be written to a file");
        key.CopyTo(target);
    }

    private async ValueTask<byte[]> SignElsewhereAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var signature = await _signer.SignAsync(message, cancellationToken).ConfigureAwait(false);
        // A high s or a wrong key would cost a fee in a block; this check takes a fraction of a millisecond.
        if (!_curve.Verify(PublicKey.Span, SHA256.HashData(message.Span), signature))
            throw new WalletException("The external signer returned a signature that does not verify: it must be r||s in 64 bytes with a low s over SHA-256");
        return signature;
    }
}
