using System.Diagnostics;
using Allora.Sdk;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Events;
using Allora.Sdk.Events.Signals;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Values;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Allora.Benchmarks.Latency;

/// <summary>The floor: a plain generated gRPC client that simulates and broadcasts bytes made before the clock runs.</summary>
internal sealed class BareClient : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly Service.ServiceClient _service;
    private readonly AlloraClient _client;
    private readonly AlloraWallet _wallet;
    private readonly string _chainId;
    private readonly ulong _number;
    private readonly ulong _topic;
    private ulong _sequence;

    private BareClient(AlloraClient client, AlloraWallet wallet, ulong topic, ulong number, ulong sequence)
    {
        _channel = GrpcChannel.ForAddress(client.Network.Endpoints[0].Address);
        _service = new Service.ServiceClient(_channel);
        (_client, _wallet, _chainId, _topic, _number, _sequence) = (client, wallet, client.Network.ChainId, topic, number, sequence);
    }

    public static async Task<BareClient> CreateAsync(AlloraClient client, AlloraWallet wallet, ulong topic)
    {
        var account = await client.GetAccountAsync(wallet.Address) ?? throw new InvalidOperationException("the account is not funded");
        var bare = new BareClient(client, wallet, topic, account.AccountNumber, account.Sequence);
        var encoding = new PayloadEncodingV10();
        await bare.SendAsync([encoding.Register(wallet.Address, topic, wallet.Address, reputer: false)], 0);
        return bare;
    }

    /// <summary>Answers each window of its topic when its block is heard of, as a worker does, until cancelled.</summary>
    public async Task AnswerAllAsync(ChainEventStream events, Measured measured, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var signal in events.ListenAsync(cancellationToken))
            {
                if (signal is not BlockSignal block)
                    continue;
                measured.Heard[block.Height] = block.ReceivedTimestamp;
                if (block.Opened.FirstOrDefault(opened => opened.TopicId == _topic) is { WindowEnd: > 0 } window
                    && await AnswerAsync(window.Nonce, window.WindowEnd) is { } answer)
                    measured.Floor.Add(answer);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The worker's last window has been measured.
        }
    }

    /// <summary>Answers a window; null where it had ended, as it may while everything is compiled for the first time.</summary>
    public async Task<BareAnswer?> AnswerAsync(long nonce, long windowEnd)
    {
        var encoding = new PayloadEncodingV10();
        var payload = new WorkerPayload { Worker = _wallet.Address, TopicId = _topic, Nonce = nonce, Labels = [KeyValuePair.Create("y", ChainDecimal.Parse("0.0123"))] };
        var message = await encoding.SignAsync(payload, _wallet, CancellationToken.None);
        try
        {
            var (hash, started) = await SendAsync([message], (ulong)windowEnd);
            return new BareAnswer(nonce, hash, started);
        }
        catch (RpcException)
        {
            // An answer that was taken too late for its window leaves the mempool, and its sequence is free again.
            _sequence = (await _client.GetAccountAsync(_wallet.Address))!.Sequence;
            return null;
        }
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
            throw new RpcException(new Status(StatusCode.Aborted, answer.TxResponse.RawLog));
        _sequence++;
        return (signed.Hash, started);
    }
}

/// <summary>What the bare client sent for a window, and when its call of Simulate began.</summary>
internal sealed record BareAnswer(long Nonce, string Hash, long Started);
