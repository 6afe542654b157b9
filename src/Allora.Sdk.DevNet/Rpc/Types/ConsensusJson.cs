using System.Text.Json;

namespace Allora.Sdk.DevNet.Rpc.Types;

/// <summary>The consensus parameters of the captured node; DevNet has no others.</summary>
internal static class ConsensusJson
{
    /// <summary>As "consensus_params" and "genesis" write them.</summary>
    public static void Full(Utf8JsonWriter writer, ReadOnlySpan<byte> name) => Write(writer, name, isFull: true);

    /// <summary>As results of a block write them: zeros are left out.</summary>
    public static void Sparse(Utf8JsonWriter writer, ReadOnlySpan<byte> name) => Write(writer, name, isFull: false);

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool isFull)
    {
        writer.WriteStartObject(name);
        writer.WriteStartObject("block"u8);
        writer.WriteString("max_bytes"u8, "22020096"u8);
        writer.WriteString("max_gas"u8, "-1"u8);
        writer.WriteEndObject();
        writer.WriteStartObject("evidence"u8);
        writer.WriteString("max_age_num_blocks"u8, "100000"u8);
        writer.WriteString("max_age_duration"u8, "172800000000000"u8);
        writer.WriteString("max_bytes"u8, "1048576"u8);
        writer.WriteEndObject();
        writer.WriteStartObject("validator"u8);
        writer.WriteStartArray("pub_key_types"u8);
        writer.WriteStringValue("ed25519"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("version"u8);
        if (isFull)
            writer.WriteString("app"u8, "0"u8);
        writer.WriteEndObject();
        writer.WriteStartObject("abci"u8);
        if (isFull)
            writer.WriteString("vote_extensions_enable_height"u8, "0"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
