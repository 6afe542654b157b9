using System.Text.Json;
using Allora.Sdk.DevNet.Blocks;

namespace Allora.Sdk.DevNet.Rpc.Types;

/// <summary>What transactions and blocks resulted in, as CometBFT's RPC writes it.</summary>
internal static class ResultJson
{
    public static void Events(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<AbciEvent> events)
    {
        writer.WriteStartArray(name);
        foreach (var item in events)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, item.Type);
            writer.WriteStartArray("attributes"u8);
            foreach (var attribute in item.Attributes)
            {
                writer.WriteStartObject();
                writer.WriteString("key"u8, attribute.Key);
                writer.WriteString("value"u8, attribute.Value);
                writer.WriteBoolean("index"u8, true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Every field written, as "tx", "tx_search" and "block_results" do.</summary>
    public static void Full(Utf8JsonWriter writer, TxResult result)
    {
        writer.WriteStartObject();
        writer.WriteNumber("code"u8, result.Code);
        writer.Base64("data"u8, result.Data);
        writer.WriteString("log"u8, result.Log);
        writer.WriteString("info"u8, "");
        writer.Int64("gas_wanted"u8, result.GasWanted);
        writer.Int64("gas_used"u8, result.GasUsed);
        Events(writer, "events"u8, result.Events);
        writer.WriteString("codespace"u8, result.Codespace);
        writer.WriteEndObject();
    }

    /// <summary>Only what differs from zero, as Tx frames do.</summary>
    public static void Sparse(Utf8JsonWriter writer, TxResult result)
    {
        writer.WriteStartObject();
        if (result.Code != 0)
            writer.WriteNumber("code"u8, result.Code);
        if (result.Data.Length > 0)
            writer.WriteBase64String("data"u8, result.Data);
        if (result.Log.Length > 0)
            writer.WriteString("log"u8, result.Log);
        if (result.GasWanted != 0)
            writer.Int64("gas_wanted"u8, result.GasWanted);
        if (result.GasUsed != 0)
            writer.Int64("gas_used"u8, result.GasUsed);
        if (result.Events.Count > 0)
            Events(writer, "events"u8, result.Events);
        if (result.Codespace.Length > 0)
            writer.WriteString("codespace"u8, result.Codespace);
        writer.WriteEndObject();
    }
}
