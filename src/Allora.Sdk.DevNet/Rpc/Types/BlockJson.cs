using System.Text.Json;
using Allora.Sdk.Protos.Tendermint.Types;

namespace Allora.Sdk.DevNet.Rpc.Types;

/// <summary>Blocks and their parts as CometBFT's RPC writes them.</summary>
internal static class BlockJson
{
    private static readonly BlockID NoBlock = new() { PartSetHeader = new PartSetHeader() };

    public static void Block(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Block block)
    {
        writer.WriteStartObject(name);
        Header(writer, "header"u8, block.Header);
        writer.WriteStartObject("data"u8);
        writer.WriteStartArray("txs"u8);
        foreach (var transaction in block.Data?.Txs ?? [])
            writer.WriteBase64StringValue(transaction.Span);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("evidence"u8);
        writer.WriteStartArray("evidence"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
        Commit(writer, "last_commit"u8, block.LastCommit ?? new Commit());
        writer.WriteEndObject();
    }

    public static void Header(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Header header)
    {
        writer.WriteStartObject(name);
        writer.WriteStartObject("version"u8);
        writer.Int64("block"u8, (long)(header.Version?.Block ?? 0));
        if (header.Version is { App: > 0 } version)
            writer.Int64("app"u8, (long)version.App);
        writer.WriteEndObject();
        writer.WriteString("chain_id"u8, header.ChainId);
        writer.Int64("height"u8, header.Height);
        writer.Time("time"u8, header.Time);
        BlockId(writer, "last_block_id"u8, header.LastBlockId);
        writer.Hex("last_commit_hash"u8, header.LastCommitHash);
        writer.Hex("data_hash"u8, header.DataHash);
        writer.Hex("validators_hash"u8, header.ValidatorsHash);
        writer.Hex("next_validators_hash"u8, header.NextValidatorsHash);
        writer.Hex("consensus_hash"u8, header.ConsensusHash);
        writer.Hex("app_hash"u8, header.AppHash);
        writer.Hex("last_results_hash"u8, header.LastResultsHash);
        writer.Hex("evidence_hash"u8, header.EvidenceHash);
        writer.Hex("proposer_address"u8, header.ProposerAddress);
        writer.WriteEndObject();
    }

    public static void BlockId(Utf8JsonWriter writer, ReadOnlySpan<byte> name, BlockID? id)
    {
        id ??= NoBlock;
        writer.WriteStartObject(name);
        writer.Hex("hash"u8, id.Hash);
        writer.WriteStartObject("parts"u8);
        writer.WriteNumber("total"u8, id.PartSetHeader?.Total ?? 0);
        writer.Hex("hash"u8, (id.PartSetHeader ?? NoBlock.PartSetHeader).Hash);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void Commit(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Commit commit)
    {
        writer.WriteStartObject(name);
        writer.Int64("height"u8, commit.Height);
        writer.WriteNumber("round"u8, commit.Round);
        BlockId(writer, "block_id"u8, commit.BlockId);
        writer.WriteStartArray("signatures"u8);
        foreach (var signature in commit.Signatures)
        {
            writer.WriteStartObject();
            writer.WriteNumber("block_id_flag"u8, (int)signature.BlockIdFlag);
            writer.Hex("validator_address"u8, signature.ValidatorAddress);
            writer.Time("timestamp"u8, signature.Timestamp);
            writer.Base64("signature"u8, signature.Signature.Span);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
