using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.DevNet.Tests.Conformance;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Tests.Recorded.Queries;

/// <summary>A reply as paths and values: what has its default is absent, an empty message is present.</summary>
internal static class FlatReply
{
    public static SortedDictionary<string, string> Of(IMessage reply)
    {
        var flat = new SortedDictionary<string, string>(StringComparer.Ordinal);
        AddMessage(flat, "", reply);
        return flat;
    }

    /// <summary>A recorded reply; messages of any type are there as bytes.</summary>
    public static SortedDictionary<string, string> Of(JsonObject reply)
    {
        var flat = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(flat, "", reply);
        flat.Remove("");
        return flat;
    }

    private static void Add(SortedDictionary<string, string> flat, string at, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject any when any.ContainsKey("@value"):
                AddAny(flat, at, (string)any["@type"]!, Convert.FromBase64String((string)any["@value"]!));
                break;
            case JsonObject { Count: 0 }:
                flat[at] = "{}";
                break;
            case JsonObject inner:
                foreach (var (name, value) in inner)
                    Add(flat, $"{at}/{name}", value);
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                    Add(flat, string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]"), list[i]);
                break;
            default:
                flat[at] = node?.GetValueKind() == JsonValueKind.String ? (string)node! : node?.ToJsonString() ?? "null";
                break;
        }
    }

    private static void AddAny(SortedDictionary<string, string> flat, string at, string url, byte[] value)
    {
        flat[at + "/@type"] = url;
        if (Translator.Types.Find(url.TrimStart('/')) is { } type)
            AddMessage(flat, at, type.Parser.ParseFrom(value));
        else
            flat[at + "/@value"] = Convert.ToBase64String(value);
    }

    private static void AddMessage(SortedDictionary<string, string> flat, string at, IMessage message)
    {
        switch (message)
        {
            case Any any:
                AddAny(flat, at, any.TypeUrl, any.Value.ToByteArray());
                return;
            case Timestamp or Duration:
                flat[at] = JsonNode.Parse(message.ToString()!)!.GetValue<string>();
                return;
        }

        var before = flat.Count;
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (value is IList list)
            {
                for (var i = 0; i < list.Count; i++)
                    AddValue(flat, string.Create(CultureInfo.InvariantCulture, $"{at}/{field.JsonName}[{i}]"), field, list[i]!);
            }
            else if (value is not null && (value is IMessage || !IsDefault(value)))
            {
                AddValue(flat, $"{at}/{field.JsonName}", field, value);
            }
        }

        if (flat.Count == before && at.Length > 0)
            flat[at] = "{}";
    }

    private static void AddValue(SortedDictionary<string, string> flat, string at, FieldDescriptor field, object value)
    {
        switch (value)
        {
            case IMessage inner:
                AddMessage(flat, at, inner);
                break;
            case ByteString bytes:
                flat[at] = bytes.ToBase64();
                break;
            case bool truth:
                flat[at] = truth ? "true" : "false";
                break;
            case System.Enum number:
                flat[at] = field.EnumType.FindValueByNumber(Convert.ToInt32(number, CultureInfo.InvariantCulture))?.Name ?? number.ToString();
                break;
            default:
                flat[at] = Convert.ToString(value, CultureInfo.InvariantCulture)!;
                break;
        }
    }

    private static bool IsDefault(object value) => value switch
    {
        string text => text.Length == 0,
        ByteString bytes => bytes.IsEmpty,
        bool truth => !truth,
        _ => Convert.ToDecimal(value, CultureInfo.InvariantCulture) == 0,
    };
}
