using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Allora.Sdk.DevNet.Faults.Lies.Json;

/// <summary>What a lie makes of one JSON value. Texts that JSON types cannot hold are told as text.</summary>
internal static class JsonChange
{
    public const string GarbageText = "\u0001garbage\u2603";

    /// <summary>Changes the value at a place; false if there is nothing to change.</summary>
    public static bool Act(Lie lie, JsonPlace place, JsonPlace? earlier)
    {
        if (place.IsMissing && lie.Change != LieChange.Set)
            return false;
        switch (lie.Change)
        {
            case LieChange.Keep:
                return true;
            case LieChange.Absent:
                place.Remove();
                return true;
            case LieChange.Stale when earlier is not { IsMissing: false }:
                return false;
            default:
                place.Put(Of(lie, place.Value, earlier?.Value));
                return true;
        }
    }

    public static JsonNode? Of(Lie lie, JsonNode? honest, JsonNode? earlier) => lie.Change switch
    {
        LieChange.Set => Set(lie.NextValue, honest),
        LieChange.Garbage => JsonValue.Create(GarbageText),
        LieChange.Stale => earlier?.DeepClone(),
        LieChange.Retype => Retype(honest),
        _ => honest?.DeepClone(),
    };

    private static JsonNode? Set(string text, JsonNode? honest) => honest?.GetValueKind() switch
    {
        JsonValueKind.String => JsonValue.Create(text),
        JsonValueKind.Number when IsNumber(text) => JsonNode.Parse(text),
        JsonValueKind.True or JsonValueKind.False when text is "true" or "false" => JsonValue.Create(text == "true"),
        JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null or null => Parsed(text),
        _ => JsonValue.Create(text),
    };

    private static JsonNode? Retype(JsonNode? honest) => honest?.GetValueKind() switch
    {
        JsonValueKind.String when IsNumber(honest.GetValue<string>()) => JsonNode.Parse(honest.GetValue<string>()),
        JsonValueKind.Number => JsonValue.Create(honest.ToJsonString()),
        _ => honest?.DeepClone(),
    };

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    // JSON has no plus sign and no leading zeros.
    private static bool IsNumber(string text) =>
        BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == text;
}
