using System.Diagnostics;
using Allora.Sdk;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Transactions;
using Allora.Sdk.Values;
using Google.Protobuf;
using Grpc.Net.Client;

namespace Allora.Benchmarks.Latency;

/// <summary>The floor: a plain generated gRPC client that simulates and broadcasts bytes made before the clock runs.</summary>
internal sealed class BareClient : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly Service.ServiceClient _service;
    private readonly AlloraWallet _wallet;
    private readonly string _chainId;
    private readonly ulong _number;
    private ulong _sequence;

    private BareClient(AlloraNetwork network, AlloraWallet wallet, ulong number, ulong sequence)
    {
        _channel = GrpcChannel.ForAddress(network.Grpc);
        _service = new Service.ServiceClient(_channel);
        (_wallet, _chainId, _number, _sequence) = (wallet, network.ChainId, number, sequence);
    }

    public static async Task<BareClient> CreateAsync(AlloraClient client, AlloraWallet wallet)
    {
        var account = await client.GetAccountAsync(wallet.Address) ?? throw new InvalidOperationException("the account is not funded");
        var bare = new BareClient(client.Network, wallet, account.AccountNumber, account.Sequence);
        var encoding = new PayloadEncodingV10();
        await bare.SendAsync([encoding.Register(wallet.Address, LatencyDevNet.Topic, wallet.Address, reputer: false)], 0);
        return bare;
    }

    /// <summary>Answers a window; gives the hash, and when the call of Simulate began.</summary>
    public async Task<(string Hash, long Started)> AnswerAsync(long nonce, long windowEnd)
    {
        var encoding = new PayloadEncodingV10();
        var payload = new WorkerPayload { Worker = _wallet.Address, TopicId = LatencyDevNet.Topic, Nonce = nonce, Labels = [KeyValuePair.Create("y", ChainDecimal.Parse("0.0123"))] };
        return await SendAsync([await InnerSignature.SignPayloadAsync(encoding, payload, _wallet, CancellationToken.None)], (ulong)windowEnd);
    }

    public void Dispose() => _channel.Dispose();

    private async Task<(string Hash, long Started)> SendAsync(IReadOnlyList<TransactionMessage> messages, ulong timeout)
    {
        var draft = new TransactionDraft
        {
            Messages = messages,
            ChainId = _chainId,
            AccountNumber = _number,
            Sequence = _sequence,
            TimeoutHeight = timeout,
            Fee = new TransactionFee { Amount = [new Coin("uallo", 5_000_000)], GasLimit = 250_000 },
        };
        var signed = await draft.SignAsync(_wallet);
        var bytes = ByteString.CopyFrom(signed.Bytes.Span);
        var simulate = new SimulateRequest { TxBytes = bytes };
        var broadcast = new BroadcastTxRequest { TxBytes = bytes, Mode = BroadcastMode.Sync };

        var started = Stopwatch.GetTimestamp();
        await _service.SimulateAsync(simulate);
        var answer = await _service.BroadcastTxAsync(broadcast);
        if (answer.TxResponse.Code != 0)
            throw new InvalidOperationException($"the bare client's transaction was refused: {answer.TxResponse.RawLog}");
        _sequence++;
        return (signed.Hash, started);
    }
}
