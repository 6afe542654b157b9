using System.Text.Json;

namespace Allora.Sdk.Events.Frames;

/// <summary>Reads a JSON-RPC error object; the only place where decoding makes strings.</summary>
internal static class JsonRpcErrorReader
{
    /// <summary>Returns false for null, which some servers write in addition to a result.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, DecodedFrame target)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return false;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            target.ErrorText = "an error without an explanation";
            return true;
        }

        string? message = null, data = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("code"u8))
            {
                reader.Read();
                target.ErrorCode = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) ? code : 0;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                message = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                data = ReadText(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // The node puts the cause into data; message is only the name of the code.
        target.ErrorText = data ?? message ?? "an error without an explanation";
        return true;
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        reader.Skip();
        return null;
    }
}
