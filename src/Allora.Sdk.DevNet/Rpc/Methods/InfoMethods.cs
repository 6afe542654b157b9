using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Rpc.JsonRpc;
using Allora.Sdk.DevNet.Rpc.Types;
using Allora.Sdk.DevNet.Values;
using static Allora.Sdk.DevNet.Rpc.JsonRpc.RpcParameterKind;

namespace Allora.Sdk.DevNet.Rpc.Methods;

/// <summary>What a node says of itself and of its network.</summary>
internal static class InfoMethods
{
    public static IEnumerable<RpcMethod> Of(INode node) =>
    [
        RpcMethod.Of("health", [], (_, result) => WriteEmpty(result)),
        RpcMethod.Of("status", [], (_, result) => WriteStatus(node, result)),
        RpcMethod.Of("net_info", [], (_, result) => WriteNetInfo(node, result)),
        RpcMethod.Of("genesis", [], (_, result) => WriteGenesis(node, result)) with { CacheableWith = "" },
        RpcMethod.Of("abci_info", [], (_, result) => WriteAbciInfo(node, result)),
        RpcMethod.Of(
            "consensus_params",
            [new("height", Long)],
            (arguments, result) => WriteConsensusParams(node.ResolveNext(arguments.Int(0)), result)) with
        { CacheableWith = "height" },
        RpcMethod.Of(
            "validators",
            [new("height", Long), new("page", Int), new("per_page", Int)],
            (arguments, result) => WriteValidators(node, arguments, result)) with
        { CacheableWith = "height" },
    ];

    private static void WriteEmpty(Utf8JsonWriter result)
    {
        result.WriteStartObject();
        result.WriteEndObject();
    }

    private static void WriteStatus(INode node, Utf8JsonWriter result)
    {
        var identity = node.Identity;
        result.WriteStartObject();
        NodeInfoJson.Write(result, node);
        result.WriteStartObject("sync_info"u8);
        WriteBlock(result, "latest", node.GetBlock(node.LatestHeight));
        WriteBlock(result, "earliest", node.GetBlock(node.EarliestHeight));
        result.WriteBoolean("catching_up"u8, node.IsCatchingUp);
        result.WriteEndObject();
        result.WriteStartObject("validator_info"u8);
        result.Hex("address"u8, identity.ValidatorAddress);
        NodeInfoJson.PublicKey(result, identity);
        result.Int64("voting_power"u8, identity.VotingPower);
        result.WriteEndObject();
        result.WriteEndObject();
    }

    private static void WriteBlock(Utf8JsonWriter result, string which, CommittedBlock? block)
    {
        result.WriteString(which + "_block_hash", block is null ? "" : Convert.ToHexString(block.BlockId.Hash.Span));
        result.WriteString(which + "_app_hash", block is null ? "" : Convert.ToHexString(block.Block.Header.AppHash.Span));
        result.WriteString(which + "_block_height", (block?.Height ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture));
        result.WriteString(which + "_block_time", block is null ? "0001-01-01T00:00:00Z" : GoTimestamp.Format(block.Block.Header.Time));
    }

    private static void WriteNetInfo(INode node, Utf8JsonWriter result)
    {
        result.WriteStartObject();
        result.WriteBoolean("listening"u8, true);
        result.WriteStartArray("listeners"u8);
        result.WriteStringValue($"Listener(@{node.Identity.ListenAddress})");
        result.WriteEndArray();
        result.WriteString("n_peers"u8, "0"u8);
        result.WriteStartArray("peers"u8);
        result.WriteEndArray();
        result.WriteEndObject();
    }

    private static void WriteGenesis(INode node, Utf8JsonWriter result)
    {
        var first = node.GetBlock(node.EarliestHeight);
        result.WriteStartObject();
        result.WriteStartObject("genesis"u8);
        result.WriteString("genesis_time"u8, first is null ? "0001-01-01T00:00:00Z" : GoTimestamp.Format(first.Block.Header.Time));
        result.WriteString("chain_id"u8, node.ChainId);
        result.Int64("initial_height"u8, node.Options.Genesis.InitialHeight);
        ConsensusJson.Full(result, "consensus_params"u8);
        result.WriteString("app_hash"u8, ""u8);
        result.WriteStartObject("app_state"u8);
        result.WriteEndObject();
        result.WriteEndObject();
        result.WriteEndObject();
    }

    private static void WriteAbciInfo(INode node, Utf8JsonWriter result)
    {
        var latest = node.Block(null);
        result.WriteStartObject();
        result.WriteStartObject("response"u8);
        result.WriteString("data"u8, "AlloraApp"u8);
        result.WriteString("version"u8, node.Version);
        result.Int64("last_block_height"u8, latest.Height);
        result.WriteBase64String("last_block_app_hash"u8, latest.AppHash);
        result.WriteEndObject();
        result.WriteEndObject();
    }

    private static void WriteConsensusParams(long height, Utf8JsonWriter result)
    {
        result.WriteStartObject();
        result.Int64("block_height"u8, height);
        ConsensusJson.Full(result, "consensus_params"u8);
        result.WriteEndObject();
    }

    private static void WriteValidators(INode node, RpcArguments arguments, Utf8JsonWriter result)
    {
        var height = node.ResolveNext(arguments.Int(0));
        Paging.Skip(arguments.Int(1), Paging.Size(arguments.Int(2)), 1);
        result.WriteStartObject();
        result.Int64("block_height"u8, height);
        result.WriteStartArray("validators"u8);
        result.WriteStartObject();
        result.Hex("address"u8, node.Identity.ValidatorAddress);
        NodeInfoJson.PublicKey(result, node.Identity);
        result.Int64("voting_power"u8, node.Identity.VotingPower);
        result.WriteString("proposer_priority"u8, "0"u8);
        result.WriteEndObject();
        result.WriteEndArray();
        result.WriteString("count"u8, "1"u8);
        result.WriteString("total"u8, "1"u8);
        result.WriteEndObject();
    }
}
