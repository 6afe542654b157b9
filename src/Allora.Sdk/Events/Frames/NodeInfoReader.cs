using System.Text.Json;

namespace Allora.Sdk.Events.Frames;

/// <summary>Reads from the reply to a status request whether the node serves the expected chain.</summary>
internal static class NodeInfoReader
{
    /// <summary>Reads a value; it is left at its end.</summary>
    public static void Read(ref Utf8JsonReader reader, DecodedFrame target)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNetwork = reader.ValueTextEquals("network"u8);
            reader.Read();
            if (isNetwork && target.ChainId is { } chain && reader.TokenType == JsonTokenType.String)
                target.IsOfChain = reader.ValueTextEquals(chain);
            reader.Skip();
        }
    }
}
