using Allora.Sdk;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Native;
using Allora.Sdk.Values;
using BenchmarkDotNet.Attributes;

namespace Allora.Benchmarks.Sdk;

/// <summary>A prediction to the bytes that are broadcast, step by step; signatures (two) are most of the last two rows.</summary>
public class TransactionBenchmarks : IDisposable
{
    private readonly AlloraWallet _wallet = AlloraWallet.FromMnemonic(DevNetGenesis.TestMnemonic, curve: NativeSecp256k1.Load());
    private readonly PayloadEncodingV10 _encoding = new();
    private readonly byte[] _signature = new byte[64];
    private WorkerPayload _payload = null!;
    private byte[] _bundle = [];

    [GlobalSetup]
    public void Setup()
    {
        _payload = new WorkerPayload
        {
            Worker = _wallet.Address,
            TopicId = 67,
            Nonce = 1_234_567,
            Labels = [KeyValuePair.Create("y", ChainDecimal.FromDouble(-0.012345678901234567))],
        };
        _bundle = _encoding.Bundle(_payload);
    }

    [Benchmark(Baseline = true, Description = "bundle")]
    public byte[] Bundle() => _encoding.Bundle(_payload);

    [Benchmark(Description = "message, body, auth info, sign doc, raw, hash")]
    public string Encode()
    {
        var draft = Draft(_encoding.InsertWorkerPayload(_payload, _bundle, _signature, _wallet.PublicKeyHex));
        var body = TransactionEncoding.Body(draft.Messages, draft.Memo, draft.TimeoutHeight);
        var authInfo = TransactionEncoding.AuthInfo(_wallet.PublicKey.Span, draft.Sequence, draft.Fee);
        var document = TransactionEncoding.SignDoc(body, authInfo, draft.ChainId, draft.AccountNumber);
        return TransactionEncoding.Hash(TransactionEncoding.Raw(body, authInfo, _signature)) + document.Length;
    }

    [Benchmark(Description = "bundle and its signature")]
    public async Task<TransactionMessage> SignedBundle() => await _encoding.SignAsync(_payload, _wallet, CancellationToken.None);

    [Benchmark(Description = "whole transaction, both signatures")]
    public async Task<int> Whole() =>
        (await Draft(await _encoding.SignAsync(_payload, _wallet, CancellationToken.None)).SignAsync(_wallet)).Bytes.Length;

    [GlobalCleanup]
    public void Dispose()
    {
        _wallet.Dispose();
        GC.SuppressFinalize(this);
    }

    private static TransactionDraft Draft(TransactionMessage message) => new()
    {
        Messages = [message],
        ChainId = "allora-testnet-1",
        AccountNumber = 123_456,
        Sequence = 789,
        TimeoutHeight = 1_234_577,
        Fee = new TransactionFee { Amount = [new Coin("uallo", 2_500_000)], GasLimit = 220_000 },
    };
}
