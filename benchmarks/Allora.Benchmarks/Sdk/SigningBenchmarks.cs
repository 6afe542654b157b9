using System.Security.Cryptography;
using Allora.Sdk.Native;
using Allora.Sdk.Wallets;
using BenchmarkDotNet.Attributes;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Allora.Benchmarks.Sdk;

/// <summary>One signature of a hash, and one verification, by each curve. The baseline is BouncyCastle, with which wallets signed before.</summary>
public class SigningBenchmarks
{
    private static readonly ECDomainParameters Domain = new(CustomNamedCurves.GetByName("secp256k1"));

    private readonly byte[] _key = SHA256.HashData("a key for benchmarks"u8);
    private readonly byte[] _hash = SHA256.HashData("a message"u8);
    private readonly byte[] _publicKey = new byte[33];
    private readonly byte[] _signature = new byte[64];
    private readonly byte[] _signed = new byte[64];
    private readonly NativeSecp256k1 _native = NativeSecp256k1.Load();

    [GlobalSetup]
    public void Setup()
    {
        _native.TryGetPublicKey(_key, _publicKey);
        _native.Sign(_key, _hash, _signed);
    }

    [Benchmark(Baseline = true, Description = "sign, BouncyCastle")]
    public BigInteger[] SignBouncyCastle()
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, new ECPrivateKeyParameters(new BigInteger(1, _key), Domain));
        return signer.GenerateSignature(_hash);
    }

    [Benchmark(Description = "sign, managed (NBitcoin)")]
    public byte[] SignManaged()
    {
        ManagedSecp256k1.Instance.Sign(_key, _hash, _signature);
        return _signature;
    }

    [Benchmark(Description = "sign, native (libsecp256k1)")]
    public byte[] SignNative()
    {
        _native.Sign(_key, _hash, _signature);
        return _signature;
    }

    [Benchmark(Description = "verify, managed (NBitcoin)")]
    public bool VerifyManaged() => ManagedSecp256k1.Instance.Verify(_publicKey, _hash, _signed);

    [Benchmark(Description = "verify, native (libsecp256k1)")]
    public bool VerifyNative() => _native.Verify(_publicKey, _hash, _signed);
}
