using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Allora.Sdk.Wallets;

/// <summary>BIP-32: private child keys from a seed.</summary>
internal static class Bip32
{
    private const uint Hardened = 0x8000_0000;

    /// <summary>Writes the private key at the end of the path.</summary>
    public static void Derive(ReadOnlySpan<byte> seed, HdPath path, Span<byte> privateKey)
    {
        Span<byte> node = stackalloc byte[HMACSHA512.HashSizeInBytes];
        Span<byte> data = stackalloc byte[Secp256k1.PublicKeyLength + sizeof(uint)];
        Span<byte> mac = stackalloc byte[HMACSHA512.HashSizeInBytes];
        try
        {
            HMACSHA512.HashData("Bitcoin seed"u8, seed, node);
            Require(Scalar.IsValid(node[..Scalar.Length]));
            foreach (var index in path.Indices)
                Step(node, index, data, mac);
            node[..Scalar.Length].CopyTo(privateKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(node);
            CryptographicOperations.ZeroMemory(data);
            CryptographicOperations.ZeroMemory(mac);
        }
    }

    private static void Step(Span<byte> node, uint index, Span<byte> data, Span<byte> mac)
    {
        var key = node[..Scalar.Length];
        var chainCode = node[Scalar.Length..];
        if ((index & Hardened) != 0)
        {
            data[0] = 0;
            key.CopyTo(data[1..]);
        }
        else
        {
            Secp256k1.WritePublicKey(key, data);
        }

        BinaryPrimitives.WriteUInt32BigEndian(data[Secp256k1.PublicKeyLength..], index);
        HMACSHA512.HashData(chainCode, data, mac);
        var tweak = mac[..Scalar.Length];
        // A tweak of zero is allowed by the rule, one at or above the order is not.
        Require(Scalar.IsValid(tweak) || !tweak.ContainsAnyExcept((byte)0));
        Scalar.Add(key, tweak, key);
        Require(Scalar.IsValid(key));
        mac[Scalar.Length..].CopyTo(chainCode);
    }

    // Happens once in 2^127 paths.
    private static void Require(bool valid)
    {
        if (!valid)
            throw new WalletException("This path gives no valid key for this mnemonic: take the next index");
    }
}
