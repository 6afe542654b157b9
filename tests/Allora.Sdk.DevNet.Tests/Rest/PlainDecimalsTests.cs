using System.Text;
using System.Text.Json;
using Allora.Sdk.DevNet.Rest;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf;

namespace Allora.Sdk.DevNet.Tests.Rest;

/// <summary>The gateway writes decimals plainly (shared/chain/maths.md, Text), and leaves texts of users as they are.</summary>
public sealed class PlainDecimalsTests
{
    [Theory]
    [InlineData("1E-7", "0.0000001")]
    [InlineData("-1.50E-7", "-0.000000150")]
    [InlineData("1.2345E+2", "123.45")]
    [InlineData("1E+30", "1000000000000000000000000000000")]
    [InlineData("0.0123", "0.0123")]
    [InlineData("-2.500000000000000000000000000000000", "-2.500000000000000000000000000000000")]
    public void A_value_is_written_plainly(string wire, string plain) =>
        Assert.Equal(plain, Json(new InputLabeledValue { Label = "up", Value = wire }).GetProperty("value").GetString());

    [Fact]
    public void A_label_that_looks_like_a_number_stays_as_it_is() =>
        Assert.Equal("1E-7", Json(new InputLabeledValue { Label = "1E-7", Value = "1" }).GetProperty("label").GetString());

    private static JsonElement Json(IMessage message)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            GatewayJson.Write(writer, message);
        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement.Clone();
    }
}
