using System.Security.Cryptography;
using Allora.Sdk;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Native;
using BenchmarkDotNet.Attributes;

namespace Allora.Benchmarks.Sdk;

/// <summary>What a wallet costs at the start, and each signature. The baseline hashes the bytes that are signed.</summary>
public class WalletBenchmarks : IDisposable
{
    private readonly AlloraWallet _wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic);
    private readonly AlloraWallet _native = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, curve: NativeSecp256k1.Load());
    private readonly string _mnemonic = DevNetGenesis.TestMnemonic;
    private readonly byte[] _message = new byte[350];

    [GlobalSetup]
    public void Setup() => new Random(67).NextBytes(_message);

    [Benchmark(Baseline = true, Description = "SHA-256 of 350 bytes")]
    public byte[] Hash() => SHA256.HashData(_message);

    [Benchmark(Description = "sign 350 bytes, managed")]
    public ValueTask<byte[]> Sign() => _wallet.SignAsync(_message);

    [Benchmark(Description = "sign 350 bytes, native")]
    public ValueTask<byte[]> SignNative() => _native.SignAsync(_message);

    /// <summary>2 048 rounds of HMAC-SHA-512 are the standard's own price.</summary>
    [Benchmark(Description = "wallet of a mnemonic")]
    public string Derive()
    {
        using var wallet = AlloraWallet.FromMnemonic(_mnemonic);
        return wallet.Address;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _wallet.Dispose();
        _native.Dispose();
        GC.SuppressFinalize(this);
    }
}
