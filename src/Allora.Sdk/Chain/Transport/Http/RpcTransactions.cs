using System.Text.Json;
using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Base.Abci.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>Transactions over CometBFT RPC, in the form of the chain's own service.</summary>
internal static class RpcTransactions
{
    public static ReadOnlyMemory<byte> BytesOf(ReadOnlyMemory<byte> request, out string method)
    {
        ReadOnlyMemory<byte> bytes = default;
        method = "";
        foreach (var field in WireField.Read(request))
        {
            if (field.Number == BroadcastTxRequest.TxBytesFieldNumber)
                bytes = field.Bytes;
            else if (field.Number == BroadcastTxRequest.ModeFieldNumber)
                method = (BroadcastMode)field.Value switch { BroadcastMode.Sync => "broadcast_tx_sync", BroadcastMode.Async => "broadcast_tx_async", _ => "" };
        }

        if (bytes.IsEmpty)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "invalid empty tx"));
        return method.Length > 0
            ? bytes
            : throw new RpcException(new Status(StatusCode.Unknown, "unsupported return type; supported types: sync, async"));
    }

    public static byte[] HashOf(ReadOnlyMemory<byte> request)
    {
        var hash = GetTxRequest.Parser.ParseFrom(request.Span).Hash;
        return hash.Length == 64 && hash.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(hash)
            : throw new RpcException(new Status(StatusCode.InvalidArgument, "a transaction's hash has 64 hexadecimal digits"));
    }

    /// <summary>Without a hash, the reply is no proof that the node accepted the transaction.</summary>
    public static WireReply Broadcast(JsonElement result) => Reply(
        RpcJson.Text(result, "hash") is { Length: > 0 } hash ? hash : throw new JsonException("the reply has no hash"), RpcJson.Code(result), RpcJson.Text(result, "codespace"), RpcJson.Text(result, "log"));

    /// <summary>A rejection by the mempool before CheckTx is an error over RPC, and one of these codes over gRPC.</summary>
    public static WireReply Refused(RpcFailure error, ReadOnlySpan<byte> transaction)
    {
        var hash = TransactionEncoding.Hash(transaction);
        return MempoolTexts.CodeOf(error.Data) switch
        {
            null => throw error.ToException(),
            MempoolTexts.AlreadyKnown => Reply(hash, MempoolTexts.AlreadyKnown, MempoolTexts.Codespace, ""),
            { } code => Reply(hash, code, MempoolTexts.Codespace, error.Data),
        };
    }

    public static WireReply Found(JsonElement result) => new(
        Found(RpcJson.Text(result, "hash"), RpcJson.Number(result, "height"), RpcJson.Bytes(result, "tx"), RpcJson.Required(result, "tx_result")), []);

    /// <summary>A transaction and its result as a GetTxResponse.</summary>
    public static byte[] Found(string hash, long height, byte[] bytes, JsonElement outcome)
    {
        // A broadcast transaction (TxRaw) and a decoded one (Tx) have the same bytes.
        var writer = new ProtoWriter(2 * bytes.Length);
        writer.Bytes(GetTxResponse.TxFieldNumber, bytes);
        var response = writer.Begin(GetTxResponse.TxResponseFieldNumber);
        writer.Int64(TxResponse.HeightFieldNumber, height > 0 ? height : throw new JsonException("the reply has no height"));
        WriteOutcome(ref writer, hash, RpcJson.Code(outcome), RpcJson.Text(outcome, "codespace"), RpcJson.Text(outcome, "log"));
        writer.Int64(TxResponse.GasWantedFieldNumber, RpcJson.Number(outcome, "gas_wanted"));
        writer.Int64(TxResponse.GasUsedFieldNumber, RpcJson.Number(outcome, "gas_used"));
        foreach (var one in RpcJson.List(outcome, "events"))
            WriteEvent(ref writer, one);
        writer.End(response);
        return writer.Finish();
    }

    private static void WriteEvent(ref ProtoWriter writer, JsonElement one)
    {
        var message = writer.Begin(TxResponse.EventsFieldNumber);
        writer.Text(Protos.Tendermint.Abci.Event.TypeFieldNumber, RpcJson.Text(one, "type"));
        foreach (var attribute in RpcJson.List(one, "attributes"))
        {
            var pair = writer.Begin(Protos.Tendermint.Abci.Event.AttributesFieldNumber);
            writer.Text(Protos.Tendermint.Abci.EventAttribute.KeyFieldNumber, RpcJson.Text(attribute, "key"));
            writer.Text(Protos.Tendermint.Abci.EventAttribute.ValueFieldNumber, RpcJson.Text(attribute, "value"));
            writer.Bool(Protos.Tendermint.Abci.EventAttribute.IndexFieldNumber, RpcJson.Flag(attribute, "index"));
            writer.End(pair);
        }

        writer.End(message);
    }

    private static WireReply Reply(string hash, uint code, string codespace, string log)
    {
        var writer = new ProtoWriter(256);
        var response = writer.Begin(BroadcastTxResponse.TxResponseFieldNumber);
        WriteOutcome(ref writer, hash, code, codespace, log);
        writer.End(response);
        return new WireReply(writer.Finish(), []);
    }

    private static void WriteOutcome(ref ProtoWriter writer, string hash, uint code, string codespace, string log)
    {
        writer.Text(TxResponse.TxhashFieldNumber, hash);
        writer.Text(TxResponse.CodespaceFieldNumber, codespace);
        writer.UInt64(TxResponse.CodeFieldNumber, code);
        writer.Text(TxResponse.RawLogFieldNumber, log);
    }
}
