using System.Text.Json;
using System.Text.Json.Serialization;

namespace Allora.Sdk.DevNet.Options;

/// <summary>"v9" or "v10".</summary>
internal sealed class SchemaConverter : JsonConverter<DevNetSchema>
{
    public override DevNetSchema Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() switch
        {
            "v9" => DevNetSchema.V9,
            "v10" => DevNetSchema.V10,
            var other => throw new JsonException($"\"{other}\" is no schema: write v9 or v10"),
        };

    public override void Write(Utf8JsonWriter writer, DevNetSchema value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value == DevNetSchema.V9 ? "v9" : "v10");
}
