using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.Protos.Cosmos.Base.Abci.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Allora.Sdk.Protos.Tendermint.Abci;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using AbciMessage = Allora.Sdk.Protos.Tendermint.Abci.Event;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>Transactions and their results as cosmos.tx.v1beta1 shows them.</summary>
internal static class TxReplies
{
    private const int RawLogField = 6;

    public static TxResponse Response(CommittedTx committed, Tx tx, DateTimeOffset time)
    {
        var result = committed.Result;
        var response = new TxResponse
        {
            Height = committed.Height,
            Txhash = committed.Hash,
            Codespace = result.Codespace,
            Code = result.Code,
            Data = Convert.ToHexString(result.Data),
            RawLog = result.Log,
            GasWanted = result.GasWanted,
            GasUsed = result.GasUsed,
            Tx = new Any { TypeUrl = "/cosmos.tx.v1beta1.Tx", Value = tx.ToByteString() },
            Timestamp = NodeQueries.Seconds(time),
        };
        response.Events.AddRange(result.Events.Select(static emitted => Event(emitted, index: true)));
        return response;
    }

    public static Tx Decode(byte[] bytes)
    {
        var raw = TxRaw.Parser.ParseFrom(bytes);
        var tx = new Tx { Body = TxBody.Parser.ParseFrom(raw.BodyBytes), AuthInfo = AuthInfo.Parser.ParseFrom(raw.AuthInfoBytes) };
        tx.Signatures.AddRange(raw.Signatures);
        return tx;
    }

    public static AbciMessage Event(AbciEvent emitted, bool index)
    {
        var shown = new AbciMessage { Type = emitted.Type };
        shown.Attributes.AddRange(emitted.Attributes.Select(pair => new EventAttribute { Key = pair.Key, Value = pair.Value, Index = index }));
        return shown;
    }

    /// <summary>The mempool's verdict. A log that is not valid UTF-8 goes out as it is, as from a real node.</summary>
    public static byte[] Broadcast(CheckTxResult result)
    {
        var response = new TxResponse
        {
            Txhash = result.Hash,
            Codespace = result.Codespace,
            Code = result.Code,
            RawLog = result.LogBytes is null ? result.Log : "",
        };
        if (result.LogBytes is null)
            return new BroadcastTxResponse { TxResponse = response }.ToByteArray();
        using var inner = new MemoryStream();
        inner.Write(response.ToByteArray());
        using (var output = new CodedOutputStream(inner, leaveOpen: true))
        {
            output.WriteTag(RawLogField, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(result.LogBytes));
        }

        using var outer = new MemoryStream();
        using (var output = new CodedOutputStream(outer, leaveOpen: true))
        {
            output.WriteTag(BroadcastTxResponse.TxResponseFieldNumber, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(inner.ToArray()));
        }

        return outer.ToArray();
    }

    public static SimulateResponse Simulated(TxResult result)
    {
        var simulated = new Result { Data = ByteString.CopyFrom(result.Data), Log = result.Log };
        simulated.Events.AddRange(result.Events.Select(static emitted => Event(emitted, index: false)));
        simulated.MsgResponses.AddRange(TxMsgData.Parser.ParseFrom(result.Data).MsgResponses);
        return new SimulateResponse
        {
            GasInfo = new GasInfo { GasWanted = ulong.MaxValue, GasUsed = (ulong)result.GasUsed },
            Result = simulated,
        };
    }
}
