using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Allora.Sdk.DevNet.Options;

/// <summary>
/// Reads a genesis file over the defaults: generated readers would give null to what a file leaves out, whatever the property starts with.
/// </summary>
internal static class GenesisReader
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static DevNetGenesis Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("a genesis is an object");
        var given = JsonNode.Parse(document.RootElement.GetRawText(), documentOptions: Lenient)!.AsObject();
        var merged = Over(new DevNetGenesis(), GenesisJson.Default.DevNetGenesis, given);
        Each(merged, "accounts", item => Over(new GenesisAccount(), GenesisJson.Default.GenesisAccount, item));
        Each(merged, "topics", item => Over(new GenesisTopic { Id = 0 }, GenesisJson.Default.GenesisTopic, item));
        if (merged["upgrade_plan"] is JsonObject plan)
            merged["upgrade_plan"] = Over(new DevNetUpgradePlan { Name = "", Height = 0 }, GenesisJson.Default.DevNetUpgradePlan, plan);
        return merged.Deserialize(GenesisJson.Default.DevNetGenesis)!;
    }

    private static JsonObject Over<T>(T defaults, JsonTypeInfo<T> type, JsonObject given)
    {
        var merged = JsonSerializer.SerializeToNode(defaults, type)!.AsObject();
        foreach (var (name, value) in given.ToList())
            merged[name] = value?.DeepClone();
        return merged;
    }

    private static void Each(JsonObject genesis, string list, Func<JsonObject, JsonObject> merge)
    {
        if (genesis[list] is JsonArray items)
            genesis[list] = new JsonArray([.. items.Select(item => item is JsonObject given ? (JsonNode)merge(given) : throw new JsonException($"{list} holds objects"))]);
    }
}
