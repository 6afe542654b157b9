using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Utilities;

namespace Allora.Benchmarks.Signing;

/// <summary>Signs as wallets did with BouncyCastle: its own arithmetic for this curve, RFC 6979, a low s.</summary>
internal sealed class BouncyCastleSigner(byte[] key)
{
    private static readonly ECDomainParameters Domain = new(CustomNamedCurves.GetByName("secp256k1"));

    public void Sign(byte[] hash, byte[] target)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(new BigInteger(1, key), Domain));
        var parts = signer.GenerateSignature(hash);
        BigIntegers.AsUnsignedByteArray(32, parts[0]).CopyTo(target, 0);
        BigIntegers.AsUnsignedByteArray(32, parts[1].Min(Domain.N.Subtract(parts[1]))).CopyTo(target, 32);
    }
}
