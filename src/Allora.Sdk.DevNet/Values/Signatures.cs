using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Allora.Sdk.DevNet.Values;

/// <summary>Verification as the node does it, apart from the SDK's signing code on purpose: a mistake there must not be mirrored here.</summary>
internal static class Signatures
{
    private static readonly ECDomainParameters Domain = new(CustomNamedCurves.GetByName("secp256k1"));
    private static readonly BigInteger HalfOrder = Domain.N.ShiftRight(1);

    public static bool IsPublicKey(ReadOnlySpan<byte> key) => TryPoint(key) is not null;

    public static bool Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 64 || TryPoint(key) is not { } parameters)
            return false;
        var r = new BigInteger(1, signature[..32].ToArray());
        var s = new BigInteger(1, signature[32..].ToArray());
        if (s.CompareTo(HalfOrder) > 0)
            return false;
        var signer = new ECDsaSigner();
        signer.Init(false, parameters);
        return signer.VerifySignature(SHA256.HashData(message), r, s);
    }

    private static ECPublicKeyParameters? TryPoint(ReadOnlySpan<byte> key)
    {
        if (key.Length != 33)
            return null;
        try
        {
            return new ECPublicKeyParameters(Domain.Curve.DecodePoint(key.ToArray()), Domain);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
