using System.Globalization;
using System.Text.Json;
using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Protos.Cosmos.Base.Abci.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Grpc.Core;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>Transactions over CometBFT RPC, as the chain's own service would have told of them.</summary>
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

    public static WireReply Broadcast(JsonElement result) => Reply(
        Text(result, "hash"), result.GetProperty("code").GetUInt32(), Text(result, "codespace"), Text(result, "log"));

    /// <summary>What the mempool refuses before CheckTx is an error over RPC, and one of these codes over gRPC.</summary>
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

    public static WireReply Found(JsonElement result)
    {
        var outcome = result.GetProperty("tx_result");
        var bytes = result.GetProperty("tx").GetBytesFromBase64();
        // A transaction on its way (TxRaw) and one that is read (Tx) are the same bytes.
        var writer = new ProtoWriter(2 * bytes.Length);
        writer.Bytes(GetTxResponse.TxFieldNumber, bytes);
        var response = writer.Begin(GetTxResponse.TxResponseFieldNumber);
        writer.Int64(TxResponse.HeightFieldNumber, long.Parse(Text(result, "height"), CultureInfo.InvariantCulture));
        WriteOutcome(ref writer, Text(result, "hash"), outcome.GetProperty("code").GetUInt32(), Text(outcome, "codespace"), Text(outcome, "log"));
        writer.Int64(TxResponse.GasWantedFieldNumber, long.Parse(Text(outcome, "gas_wanted"), CultureInfo.InvariantCulture));
        writer.Int64(TxResponse.GasUsedFieldNumber, long.Parse(Text(outcome, "gas_used"), CultureInfo.InvariantCulture));
        if (outcome.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in events.EnumerateArray())
                WriteEvent(ref writer, one);
        }

        writer.End(response);
        return new WireReply(writer.Finish(), []);
    }

    private static void WriteEvent(ref ProtoWriter writer, JsonElement one)
    {
        var message = writer.Begin(TxResponse.EventsFieldNumber);
        writer.Text(Protos.Tendermint.Abci.Event.TypeFieldNumber, Text(one, "type"));
        foreach (var attribute in one.GetProperty("attributes").EnumerateArray())
        {
            var pair = writer.Begin(Protos.Tendermint.Abci.Event.AttributesFieldNumber);
            writer.Text(Protos.Tendermint.Abci.EventAttribute.KeyFieldNumber, Text(attribute, "key"));
            writer.Text(Protos.Tendermint.Abci.EventAttribute.ValueFieldNumber, Text(attribute, "value"));
            writer.Bool(Protos.Tendermint.Abci.EventAttribute.IndexFieldNumber, attribute.TryGetProperty("index", out var index) && index.ValueKind == JsonValueKind.True);
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

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
