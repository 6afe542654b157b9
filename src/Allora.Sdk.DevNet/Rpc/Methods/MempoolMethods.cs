using System.Security.Cryptography;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Allora.Sdk.DevNet.Rpc.Types;
using static Allora.Sdk.DevNet.Rpc.JsonRpc.RpcParameterKind;

namespace Allora.Sdk.DevNet.Rpc.Methods;

/// <summary>Broadcasts, and what waits for a block.</summary>
internal static class MempoolMethods
{
    private static readonly RpcParameter[] Transaction = [new("tx", Bytes)];

    public static IEnumerable<RpcMethod> Of(INode node) =>
    [
        new("broadcast_tx_sync", Transaction, (arguments, result, stop) => BroadcastAsync(node, arguments.Bytes(0), isSync: true, result, stop)),
        new("broadcast_tx_async", Transaction, (arguments, result, stop) => BroadcastAsync(node, arguments.Bytes(0), isSync: false, result, stop)),
        new("broadcast_tx_commit", Transaction, (arguments, result, stop) => BroadcastCommit.RunAsync(node, arguments.Bytes(0), result, stop)),
        RpcMethod.Of("unconfirmed_txs", [new("limit", Int)], (arguments, result) => WriteUnconfirmed(node, Paging.Size(arguments.Int(0)), result)),
        RpcMethod.Of("num_unconfirmed_txs", [], (_, result) => WriteCount(node, result)),
    ];

    /// <summary>Offers a transaction to the mempool; throws where a node answers with an error instead of a verdict.</summary>
    public static async ValueTask<CheckTxResult> CheckAsync(INode node, byte[] transaction, CancellationToken cancellationToken)
    {
        var check = await node.BroadcastAsync(transaction, cancellationToken).ConfigureAwait(false);
        if (check.AlreadyInCache || check.Refusal == MempoolRefusal.InCache)
            throw new RpcException("tx already exists in cache");
        if (check.Refusal == MempoolRefusal.TooLarge)
            throw new RpcException($"Tx too large. Max size is {node.Options.MaxTransactionBytes}, but got {transaction.Length}");
        if (check.Refusal == MempoolRefusal.Full)
            throw new RpcException(FullText(node));
        return check;
    }

    private static string FullText(INode node)
    {
        node.UnconfirmedTransactions(0, out var total, out var bytes);
        return $"mempool is full: number of txs {total} (max: {node.Options.MempoolSize}), total txs bytes {bytes} (max: 1073741824)";
    }

    private static async ValueTask BroadcastAsync(INode node, byte[] transaction, bool isSync, Utf8JsonWriter result, CancellationToken cancellationToken)
    {
        var check = await CheckAsync(node, transaction, cancellationToken).ConfigureAwait(false);
        result.WriteStartObject();
        result.WriteNumber("code"u8, isSync ? check.Code : 0);
        result.WriteString("data"u8, ""u8);
        if (isSync && check.LogBytes is { } raw)
            result.WriteString("log"u8, System.Text.Encoding.UTF8.GetString(raw));
        else
            result.WriteString("log"u8, isSync ? check.Log : "");
        result.WriteString("codespace"u8, isSync ? check.Codespace : "");
        result.Hex("hash"u8, SHA256.HashData(transaction));
        result.WriteEndObject();
    }

    private static void WriteUnconfirmed(INode node, int limit, Utf8JsonWriter result)
    {
        var pending = node.UnconfirmedTransactions(limit, out var total, out var bytes);
        result.WriteStartObject();
        result.Int64("n_txs"u8, pending.Count);
        result.Int64("total"u8, total);
        result.Int64("total_bytes"u8, bytes);
        result.WriteStartArray("txs"u8);
        foreach (var transaction in pending)
            result.WriteBase64StringValue(transaction);
        result.WriteEndArray();
        result.WriteEndObject();
    }

    private static void WriteCount(INode node, Utf8JsonWriter result)
    {
        node.UnconfirmedTransactions(0, out var total, out var bytes);
        result.WriteStartObject();
        result.Int64("n_txs"u8, total);
        result.Int64("total"u8, total);
        result.Int64("total_bytes"u8, bytes);
        result.WriteNull("txs"u8);
        result.WriteEndObject();
    }
}
