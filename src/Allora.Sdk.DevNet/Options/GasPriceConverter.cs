using System.Text.Json;
using System.Text.Json.Serialization;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Options;

/// <summary>Gas prices in uallo, written as text; JSON numbers are read too, with all their digits.</summary>
internal sealed class GasPriceConverter : JsonConverter<GasPrice>
{
    private static readonly ScalarTextConverter Text = new();

    public override GasPrice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = Text.Read(ref reader, typeof(string), options) ?? "";
        try
        {
            return GasPrice.Parse(text);
        }
        catch (FormatException)
        {
            throw new JsonException($"\"{text}\" is not a gas price: write a decimal of at least 0 with at most 18 places");
        }
    }

    public override void Write(Utf8JsonWriter writer, GasPrice value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
