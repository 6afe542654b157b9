using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math.EC.Multiplier;
using BigInteger = Org.BouncyCastle.Math.BigInteger;
using ECPoint = Org.BouncyCastle.Math.EC.ECPoint;

namespace Allora.Sdk.Wallets;

/// <summary>ECDSA over secp256k1 as the chain uses it: SHA-256, signatures of 64 bytes r||s with a low s, compressed public keys.</summary>
public static class Secp256k1
{
    internal const int PublicKeyLength = 33;
    internal const int SignatureLength = 64;

    // The custom curve computes in its own field arithmetic, five times faster than the generic one; its tables stay in Domain.
    private static readonly ECDomainParameters Domain = new(CustomNamedCurves.GetByName("secp256k1"));
    private static readonly BigInteger HalfOrder = Domain.N.ShiftRight(1);

    /// <summary>
    /// Checks a signature over SHA-256 of the message. False for malformed keys and signatures, and for a high s, which the
    /// chain refuses as well.
    /// </summary>
    /// <param name="publicKey33">The compressed key, 33 bytes.</param>
    /// <param name="message">The message itself, not its hash.</param>
    /// <param name="signature64">r||s, 64 bytes big-endian.</param>
    public static bool Verify(ReadOnlySpan<byte> publicKey33, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature64)
    {
        if (signature64.Length != SignatureLength)
            return false;
        var r = signature64[..Scalar.Length];
        var s = signature64[Scalar.Length..];
        if (!Scalar.IsValid(r) || !Scalar.IsValid(s) || !Scalar.IsLow(s) || DecodePoint(publicKey33) is not { } point)
            return false;
        var verifier = new ECDsaSigner();
        verifier.Init(false, new ECPublicKeyParameters(point, Domain));
        return verifier.VerifySignature(SHA256.HashData(message), new BigInteger(1, r), new BigInteger(1, s));
    }

    /// <summary>Whether the bytes are a compressed point of the curve.</summary>
    /// <param name="publicKey">The bytes.</param>
    public static bool IsValidPublicKey(ReadOnlySpan<byte> publicKey) => DecodePoint(publicKey) is not null;

    /// <summary>Signs SHA-256 of the message with the nonce of RFC 6979; equal inputs give equal bytes.</summary>
    internal static byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(new BigInteger(1, privateKey), Domain));
        var parts = signer.GenerateSignature(SHA256.HashData(message));
        var s = parts[1].CompareTo(HalfOrder) > 0 ? Domain.N.Subtract(parts[1]) : parts[1];
        var signature = new byte[SignatureLength];
        Write(parts[0], signature.AsSpan(0, Scalar.Length));
        Write(s, signature.AsSpan(Scalar.Length));
        return signature;
    }

    internal static void WritePublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey33) =>
        new FixedPointCombMultiplier().Multiply(Domain.G, new BigInteger(1, privateKey)).EncodeTo(true, publicKey33[..PublicKeyLength]);

    private static ECPoint? DecodePoint(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != PublicKeyLength || publicKey[0] is not (2 or 3))
            return null;
        try
        {
            return Domain.Curve.DecodePoint(publicKey);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void Write(BigInteger value, Span<byte> target)
    {
        var length = value.GetLengthofByteArrayUnsigned();
        value.ToByteArrayUnsigned(target[(target.Length - length)..]);
    }
}
