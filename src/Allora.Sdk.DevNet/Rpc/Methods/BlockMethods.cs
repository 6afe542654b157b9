using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Allora.Sdk.DevNet.Rpc.Types;
using Allora.Sdk.Protos.Tendermint.Types;
using static Allora.Sdk.DevNet.Rpc.JsonRpc.RpcParameterKind;

namespace Allora.Sdk.DevNet.Rpc.Methods;

/// <summary>Blocks, headers, commits and results.</summary>
internal static class BlockMethods
{
    private const int MaxHeaders = 20;

    private static readonly RpcParameter[] Height = [new("height", Long)];

    public static IEnumerable<RpcMethod> Of(INode node) =>
    [
        AtHeight("block", (height, result) => WriteBlock(node.Block(height), result)),
        AtHeight("block_results", (height, result) => WriteResults(Results(node, height), result)),
        AtHeight("header", (height, result) => WriteHeader(node.Block(height), result)),
        AtHeight("commit", (height, result) => WriteCommit(node, node.Block(height), result)),
        RpcMethod.Of("block_by_hash", [new("hash", Bytes)], (arguments, result) => WriteBlock(Find(node, arguments.Bytes(0)), result)) with { CacheableWith = "" },
        RpcMethod.Of("header_by_hash", [new("hash", Hex)], (arguments, result) => WriteHeader(Find(node, arguments.Bytes(0)), result)) with { CacheableWith = "" },
        RpcMethod.Of(
            "blockchain",
            [new("minHeight", Long), new("maxHeight", Long)],
            (arguments, result) => WriteHeaders(node, arguments.Int(0) ?? 0, arguments.Int(1) ?? 0, result)),
    ];

    /// <summary>A block with its id, or nulls where there is none.</summary>
    public static void WriteBlock(CommittedBlock? block, Utf8JsonWriter result)
    {
        result.WriteStartObject();
        BlockJson.BlockId(result, "block_id"u8, block?.BlockId);
        if (block is null)
            result.WriteNull("block"u8);
        else
            BlockJson.Block(result, "block"u8, block.Block);
        result.WriteEndObject();
    }

    private static RpcMethod AtHeight(string name, Action<long?, Utf8JsonWriter> write) =>
        RpcMethod.Of(name, Height, (arguments, result) => write(arguments.Int(0), result)) with { CacheableWith = "height" };

    private static CommittedBlock Results(INode node, long? height) =>
        node.HasResults ? node.Block(height) : throw new RpcException("node is not persisting finalize block responses");

    private static CommittedBlock? Find(INode node, byte[] hash)
    {
        for (var height = node.LatestHeight; height >= node.EarliestHeight; height--)
        {
            if (node.GetBlock(height) is { } block && block.BlockId.Hash.Span.SequenceEqual(hash))
                return block;
        }

        return null;
    }

    /// <summary>What a block resulted in.</summary>
    public static void WriteResults(CommittedBlock block, Utf8JsonWriter result)
    {
        result.WriteStartObject();
        result.Int64("height"u8, block.Height);
        if (block.Transactions.Count == 0)
        {
            result.WriteNull("txs_results"u8);
        }
        else
        {
            result.WriteStartArray("txs_results"u8);
            foreach (var transaction in block.Transactions)
                ResultJson.Full(result, transaction.Result);
            result.WriteEndArray();
        }

        ResultJson.Events(result, "finalize_block_events"u8, block.BlockEvents);
        result.WriteNull("validator_updates"u8);
        ConsensusJson.Sparse(result, "consensus_param_updates"u8);
        result.WriteBase64String("app_hash"u8, block.AppHash);
        result.WriteEndObject();
    }

    private static void WriteHeader(CommittedBlock? block, Utf8JsonWriter result)
    {
        result.WriteStartObject();
        if (block is null)
            result.WriteNull("header"u8);
        else
            BlockJson.Header(result, "header"u8, block.Block.Header);
        result.WriteEndObject();
    }

    private static void WriteCommit(INode node, CommittedBlock block, Utf8JsonWriter result)
    {
        // A block's commit is in the next block; the latest one has only the votes that this node saw.
        var next = node.GetBlock(block.Height + 1);
        result.WriteStartObject();
        result.WriteStartObject("signed_header"u8);
        BlockJson.Header(result, "header"u8, block.Block.Header);
        BlockJson.Commit(result, "commit"u8, next?.Block.LastCommit ?? new Commit { Height = block.Height, BlockId = block.BlockId });
        result.WriteEndObject();
        result.WriteBoolean("canonical"u8, next is not null);
        result.WriteEndObject();
    }

    private static void WriteHeaders(INode node, long lowest, long highest, Utf8JsonWriter result)
    {
        if (lowest < 0 || highest < 0)
            throw new RpcException("heights must be non-negative");
        var max = highest == 0 ? node.LatestHeight : Math.Min(highest, node.LatestHeight);
        var min = Math.Max(Math.Max(lowest, node.EarliestHeight), max - MaxHeaders + 1);
        if (min > max)
            throw new RpcException($"min height {min} can't be greater than max height {max}");
        result.WriteStartObject();
        result.Int64("last_height"u8, node.LatestHeight);
        result.WriteStartArray("block_metas"u8);
        for (var height = max; height >= min; height--)
        {
            var block = node.Existing(height);
            result.WriteStartObject();
            BlockJson.BlockId(result, "block_id"u8, block.BlockId);
            result.Int64("block_size"u8, block.Size);
            BlockJson.Header(result, "header"u8, block.Block.Header);
            result.Int64("num_txs"u8, block.Transactions.Count);
            result.WriteEndObject();
        }

        result.WriteEndArray();
        result.WriteEndObject();
    }
}
