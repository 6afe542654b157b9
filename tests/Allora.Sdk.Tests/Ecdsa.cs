using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Tests;

/// <summary>Signatures over SHA-256 of a message, by the managed curve.</summary>
internal static class Ecdsa
{
    public static readonly BigInteger Order =
        BigInteger.Parse("0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        ManagedSecp256k1.Instance.Verify(publicKey, SHA256.HashData(message), signature);

    /// <summary>The same signature with the other s, which the chain refuses.</summary>
    public static byte[] WithHighS(byte[] signature)
    {
        var s = Order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var negated = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. signature[..32], .. new byte[32 - negated.Length], .. negated];
    }
}
