using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using NBitcoin;
using NBitcoin.Crypto;

namespace Allora.Sdk.Wallets;

/// <summary>secp256k1 in managed code, by NBitcoin: the default of wallets.</summary>
internal sealed class ManagedSecp256k1 : ISecp256k1
{
    public static ManagedSecp256k1 Instance { get; } = new();

    public bool TryGetPublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey)
    {
        var target = publicKey[..KeyLengths.PublicKey];
        try
        {
            using var key = CreateKey(privateKey);
            key.PubKey.ToBytes(target, out _);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public void Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> hash, Span<byte> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, KeyLengths.Hash);
        ArgumentOutOfRangeException.ThrowIfLessThan(signature.Length, KeyLengths.Signature);
        using var key = CreateKey(privateKey);
        // Without the second argument NBitcoin tries nonces until r is low, so the signature differs from RFC 6979's.
        key.SignCompact(new uint256(hash), forceLowR: false).Signature.CopyTo(signature);
    }

    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature) =>
        hash.Length == KeyLengths.Hash
        && TryParse(publicKey, out var key)
        && ECDSASignature.TryParseFromCompact(signature, out var parsed)
        // NBitcoin replaces a high s with the low one before it verifies.
        && parsed.IsLowS
        && key.Verify(new uint256(hash), parsed);

    /// <summary>Whether the bytes are a compressed point of the curve.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> publicKey) => TryParse(publicKey, out _);

    // NBitcoin also reads uncompressed and hybrid keys.
    private static bool TryParse(ReadOnlySpan<byte> publicKey, [NotNullWhen(true)] out PubKey? key)
    {
        key = null;
        return publicKey.Length == KeyLengths.PublicKey && publicKey[0] is (2 or 3) && PubKey.TryCreatePubKey(publicKey, out key);
    }

    private static Key CreateKey(ReadOnlySpan<byte> privateKey)
    {
        var copy = privateKey.ToArray();
        try
        {
            return new Key(copy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }
}
