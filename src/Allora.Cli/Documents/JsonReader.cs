using System.Text;
using System.Text.Json;
using Allora.Cli.Running;

namespace Allora.Cli.Documents;

/// <summary>Reads a JSON file and keeps names that occur twice and numbers as they were written; errors have line and column.</summary>
internal static class JsonReader
{
    /// <summary>Reads the first value of the text, and whether further text follows.</summary>
    /// <exception cref="UsageException">It is not JSON.</exception>
    public static (DocumentNode Root, bool HasMore) Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes);
        try
        {
            reader.Read();
            var root = Value(ref reader, "");
            var rest = Encoding.UTF8.GetString(bytes.AsSpan((int)reader.BytesConsumed));
            return (root, !string.IsNullOrWhiteSpace(rest));
        }
        catch (JsonException wrong)
        {
            throw new UsageException(Fault(wrong, bytes));
        }
        catch (InvalidOperationException wrong)
        {
            // An escape of half a character.
            throw new UsageException($"not JSON: {wrong.Message}");
        }
    }

    private static DocumentNode Value(ref Utf8JsonReader reader, string path)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var fields = new List<(string, DocumentNode)>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    fields.Add((name, Value(ref reader, DocumentNode.Below(path, name))));
                }

                return new DocumentNode(path, NodeKind.Map) { Fields = fields };
            case JsonTokenType.StartArray:
                var items = new List<DocumentNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(Value(ref reader, $"{path}[{items.Count}]"));
                return new DocumentNode(path, NodeKind.List) { Items = items };
            case JsonTokenType.String:
                return new DocumentNode(path, NodeKind.Text, reader.GetString()!);
            case JsonTokenType.Number:
                return new DocumentNode(path, NodeKind.Number, Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True or JsonTokenType.False:
                return new DocumentNode(path, NodeKind.Flag, reader.TokenType == JsonTokenType.True ? "true" : "false");
            default:
                return new DocumentNode(path, NodeKind.Null);
        }
    }

    private static string Fault(JsonException wrong, byte[] bytes)
    {
        var line = (int)(wrong.LineNumber ?? 0);
        var start = 0;
        for (var passed = 0; passed < line && start < bytes.Length; start++)
        {
            if (bytes[start] == (byte)'\n')
                passed++;
        }

        // Bytes become characters: an editor counts those.
        var length = (int)Math.Min(wrong.BytePositionInLine ?? 0, bytes.Length - start);
        var column = Encoding.UTF8.GetCharCount(bytes, start, Math.Max(length, 0)) + 1;
        return $"line {line + 1}, column {column}: not JSON: {JsonMistake.Explain(wrong)}";
    }
}
