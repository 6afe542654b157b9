using System.Text.Json;
using System.Text.Json.Serialization;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Options;

/// <summary>Amounts as whole numbers of uallo, written as text; JSON numbers are read too, with all their digits.</summary>
internal sealed class UAlloConverter : JsonConverter<UAllo>
{
    private static readonly ScalarTextConverter Text = new();

    public override UAllo Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = Text.Read(ref reader, typeof(string), options);
        return UAllo.TryParse(text, out var amount)
            ? amount
            : throw new JsonException($"\"{text}\" is not a whole number of uallo of at least 0");
    }

    public override void Write(Utf8JsonWriter writer, UAllo value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
