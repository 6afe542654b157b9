using System.Globalization;
using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Allora.Sdk.DevNet.Rpc.Types;
using Allora.Sdk.DevNet.Search;
using static Allora.Sdk.DevNet.Rpc.JsonRpc.RpcParameterKind;

namespace Allora.Sdk.DevNet.Rpc.Methods;

/// <summary>Transactions and blocks by hash or by query.</summary>
internal static class SearchMethods
{
    public static IEnumerable<RpcMethod> Of(INode node) =>
    [
        RpcMethod.Of("tx", [new("hash", Bytes), new("prove", Bool)], (arguments, result) => WriteTx(node, arguments, result)) with { CacheableWith = "" },
        RpcMethod.Of(
            "tx_search",
            [new("query", Text), new("prove", Bool), new("page", Int), new("per_page", Int), new("order_by", Text)],
            (arguments, result) => WriteTxs(node, arguments, result)),
        RpcMethod.Of(
            "block_search",
            [new("query", Text), new("page", Int), new("per_page", Int), new("order_by", Text)],
            (arguments, result) => WriteBlocks(node, arguments, result)),
    ];

    private static void WriteTx(INode node, RpcArguments arguments, Utf8JsonWriter result)
    {
        RequireIndex(node);
        var hash = Convert.ToHexString(arguments.Bytes(0));
        var transaction = node.FindTransaction(hash) ?? throw new RpcException($"tx ({hash}) not found");
        Write(node, transaction, arguments.Bool(1), result);
    }

    private static void WriteTxs(INode node, RpcArguments arguments, Utf8JsonWriter result)
    {
        RequireIndex(node);
        var order = arguments.Text(4);
        if (order is not ("" or "asc" or "desc"))
            throw new RpcException("expected order_by to be either `asc` or `desc` or empty");
        var found = TransactionSearch.Find(node, Parse(arguments.Text(0)));
        if (order == "desc")
            found.Reverse();
        var size = Paging.Size(arguments.Int(3));
        result.WriteStartObject();
        result.WriteStartArray("txs"u8);
        foreach (var transaction in found.Skip(Paging.Skip(arguments.Int(2), size, found.Count)).Take(size))
            Write(node, transaction, arguments.Bool(1), result);
        result.WriteEndArray();
        result.Int64("total_count"u8, found.Count);
        result.WriteEndObject();
    }

    private static void WriteBlocks(INode node, RpcArguments arguments, Utf8JsonWriter result)
    {
        if (!node.HasIndex)
            throw new RpcException("block indexing is disabled");
        var order = arguments.Text(3);
        if (order is not ("" or "asc" or "desc"))
            throw new RpcException("expected order_by to be either `asc` or `desc` or empty");
        var query = Parse(arguments.Text(0));
        List<CommittedBlock> found = [];
        for (var height = node.EarliestHeight; height <= node.LatestHeight; height++)
        {
            if (node.GetBlock(height) is { } block && query.Matches(Flatten(block)))
                found.Add(block);
        }

        if (order != "asc")
            found.Reverse();
        var size = Paging.Size(arguments.Int(2));
        result.WriteStartObject();
        result.WriteStartArray("blocks"u8);
        foreach (var block in found.Skip(Paging.Skip(arguments.Int(1), size, found.Count)).Take(size))
            BlockMethods.WriteBlock(block, result);
        result.WriteEndArray();
        result.Int64("total_count"u8, found.Count);
        result.WriteEndObject();
    }

    private static void RequireIndex(INode node)
    {
        if (!node.HasIndex)
            throw new RpcException(TransactionSearch.Disabled);
    }

    private static EventQuery Parse(string text)
    {
        try
        {
            return EventQuery.Parse(text);
        }
        catch (QuerySyntaxException error)
        {
            throw new RpcException(error.Message);
        }
    }

    private static FlatEvents Flatten(CommittedBlock block) =>
        new FlatEvents().Add(block.BlockEvents).Add("block.height", block.Height.ToString(CultureInfo.InvariantCulture));

    private static void Write(INode node, CommittedTx transaction, bool isProven, Utf8JsonWriter result)
    {
        result.WriteStartObject();
        result.WriteString("hash"u8, transaction.Hash);
        result.Int64("height"u8, transaction.Height);
        result.WriteNumber("index"u8, transaction.Index);
        result.WritePropertyName("tx_result"u8);
        ResultJson.Full(result, transaction.Result);
        result.WriteBase64String("tx"u8, transaction.Bytes);
        if (isProven)
            TxProof.Write(result, node.Existing(transaction.Height), transaction);
        result.WriteEndObject();
    }
}
