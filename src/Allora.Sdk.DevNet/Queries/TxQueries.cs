using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Search;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Tx.V1Beta1;
using Google.Protobuf;
using Grpc.Core;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>cosmos.tx.v1beta1.Service.</summary>
internal static class TxQueries
{
    private const int DefaultLimit = 100;

    public static void Register(QueryRouter router)
    {
        var service = Service.Descriptor;
        router.Handle<SimulateRequest, SimulateResponse>(service, "Simulate", Simulate);
        router.HandleBytes<BroadcastTxRequest>(service, "BroadcastTx", Broadcast, showsHeight: false);
        router.Handle<GetTxRequest, GetTxResponse>(service, "GetTx", GetTx);
        router.Handle<GetTxsEventRequest, GetTxsEventResponse>(service, "GetTxsEvent", Search);
        router.Handle<GetBlockWithTxsRequest, GetBlockWithTxsResponse>(service, "GetBlockWithTxs", BlockWithTxs);
        router.Handle<TxDecodeRequest, TxDecodeResponse>(service, "TxDecode", static (_, request) =>
            request.TxBytes.IsEmpty ? throw QueryException.Invalid("invalid empty tx bytes") : new TxDecodeResponse { Tx = Parse(request.TxBytes) });
        router.Handle<TxEncodeRequest, TxEncodeResponse>(service, "TxEncode", static (_, request) => new TxEncodeResponse { TxBytes = Raw(request.Tx) });
        // Amino is the encoding of older wallets: of it only the refusal of nothing is modelled.
        router.Handle<TxEncodeAminoRequest, TxEncodeAminoResponse>(service, "TxEncodeAmino", static (_, request) =>
            throw (request.AminoJson.Length == 0 ? QueryException.Invalid("invalid empty tx json") : NoAmino()));
        router.Handle<TxDecodeAminoRequest, TxDecodeAminoResponse>(service, "TxDecodeAmino", static (_, request) =>
            throw (request.AminoBinary.IsEmpty ? QueryException.Invalid("invalid empty tx bytes") : NoAmino()));
    }

    private static QueryException NoAmino() => QueryException.Unimplemented("DevNet does not read amino");

    private static SimulateResponse Simulate(QueryContext context, SimulateRequest request)
    {
        var bytes = request.TxBytes;
#pragma warning disable CS0612 // The field is obsolete and still served by nodes.
        if (bytes.IsEmpty && request.Tx is { } tx)
            bytes = Raw(tx);
#pragma warning restore CS0612
        if (bytes.IsEmpty)
            throw QueryException.Invalid("empty txBytes is not allowed");
        var (result, refusal) = context.Node.Simulate(bytes.ToByteArray());
        if (refusal is null)
            return TxReplies.Simulated(result);
        var where = refusal.Where.Length == 0 ? "cosmos/cosmos-sdk@v0.50.14/baseapp/baseapp.go:1023" : refusal.Where;
        throw new QueryException(StatusCode.Unknown, $"{refusal.Message} [{where}] with gas used: '{result.GasUsed}'")
        {
            Codespace = refusal.Codespace,
            Code = refusal.Code,
        };
    }

    private static byte[] Broadcast(QueryContext context, BroadcastTxRequest request)
    {
        if (request.TxBytes.IsEmpty)
            throw QueryException.Invalid("invalid empty tx");
        if (request.Mode is not (BroadcastMode.Sync or BroadcastMode.Async))
            throw QueryException.Unknown("unsupported return type unspecified; supported types: sync, async");
        var result = context.Node.Broadcast(request.TxBytes.ToByteArray(), context.Received);
        if (result.Refusal == MempoolRefusal.None && request.Mode == BroadcastMode.Async)
            result = new CheckTxResult(result.Hash, 0, "", "", 0, 0);
        return TxReplies.Broadcast(result);
    }

    private static GetTxResponse GetTx(QueryContext context, GetTxRequest request)
    {
        if (request.Hash.Length == 0)
            throw QueryException.Invalid("tx hash cannot be empty");
        var hash = GoHex.Require(request.Hash);
        if (!context.Node.HasIndex)
            throw QueryException.Unknown(TransactionSearch.Disabled);
        var committed = context.Node.FindTransaction(hash) ?? throw QueryException.NotFound($"tx not found: {request.Hash}");
        var tx = TxReplies.Decode(committed.Bytes);
        return new GetTxResponse { Tx = tx, TxResponse = TxReplies.Response(committed, tx, TimeOf(context, committed)) };
    }

    private static GetTxsEventResponse Search(QueryContext context, GetTxsEventRequest request)
    {
        var text = request.Query.Length != 0 ? request.Query : string.Join(" AND ", request.Events);
        if (text.Length == 0)
            throw QueryException.Invalid("query cannot be empty");
        EventQuery query;
        try
        {
            query = EventQuery.Parse(text);
        }
        catch (QuerySyntaxException wrong)
        {
            throw QueryException.Internal($"failed to search for txs: {wrong.Message}");
        }

        if (!context.Node.HasIndex)
            throw QueryException.Internal($"failed to search for txs: {TransactionSearch.Disabled}");
        var found = TransactionSearch.Find(context.Node, query).ToList();
        if (request.OrderBy == OrderBy.Desc)
            found.Reverse();
        var limit = request.Limit is 0 or > DefaultLimit ? DefaultLimit : (int)request.Limit;
        var skipped = (int)Math.Min(Math.Max(request.Page, 1) - 1, int.MaxValue / DefaultLimit) * limit;
        var response = new GetTxsEventResponse { Total = (ulong)found.Count };
        foreach (var committed in found.Skip(skipped).Take(limit))
        {
            var tx = TxReplies.Decode(committed.Bytes);
            response.Txs.Add(tx);
            response.TxResponses.Add(TxReplies.Response(committed, tx, TimeOf(context, committed)));
        }

        return response;
    }

    /// <summary>The block's time; a block that was pruned this moment takes its transactions with it.</summary>
    private static DateTimeOffset TimeOf(QueryContext context, CommittedTx committed) =>
        context.Node.GetBlock(committed.Height)?.Time ?? throw QueryException.NotFound($"tx not found: {committed.Hash}");

    private static GetBlockWithTxsResponse BlockWithTxs(QueryContext context, GetBlockWithTxsRequest request)
    {
        if (request.Height < 1 || request.Height > context.Node.LatestHeight || context.Node.GetBlock(request.Height) is not { } block)
        {
            throw QueryException.Invalid(
                $"requested height {request.Height} but height must not be less than 1 or greater than the current height {context.Node.LatestHeight}");
        }

        var (page, rest) = Paging.Page([.. block.Transactions.Select(static tx => TxReplies.Decode(tx.Bytes))], request.Pagination);
        var response = new GetBlockWithTxsResponse { BlockId = block.BlockId, Block = block.Block, Pagination = rest };
        response.Txs.AddRange(page);
        return response;
    }

    private static Tx Parse(ByteString bytes)
    {
        try
        {
            return TxReplies.Decode(bytes.ToByteArray());
        }
        catch (InvalidProtocolBufferException)
        {
            throw QueryException.Unknown("invalid length; proto: invalid field number: tx parse error");
        }
    }

    private static ByteString Raw(Tx? tx)
    {
        if (tx is null)
            throw QueryException.Invalid("invalid empty tx");
        // A node's handler runs into a nil pointer here and says so.
        if (tx.Body is null || tx.AuthInfo is null)
            throw QueryException.Internal("runtime error: invalid memory address or nil pointer dereference");
        var raw = new TxRaw { BodyBytes = tx.Body.ToByteString(), AuthInfoBytes = tx.AuthInfo.ToByteString() };
        raw.Signatures.AddRange(tx.Signatures);
        return raw.ToByteString();
    }
}
