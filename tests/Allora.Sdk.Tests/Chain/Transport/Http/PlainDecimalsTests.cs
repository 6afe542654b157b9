using Allora.Sdk.Chain.Transport.Http;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.Tests.Chain.Transport.Http;

/// <summary>Decimals that a gateway writes plainly become what gRPC has, and texts of users stay.</summary>
public class PlainDecimalsTests
{
    [Theory]
    [InlineData("0.0000001", "1E-7")]
    [InlineData("-0.000000150", "-1.50E-7")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.00000000", "0.00000000")]
    [InlineData("0.000000x1", "0.000000x1")]
    [InlineData("-0.0123", "-0.0123")]
    public void A_value_is_spelled_as_over_gRPC(string json, string wire) =>
        Assert.Equal(wire, PlainDecimals.ToWire(InputLabeledValue.Descriptor.FindFieldByName("value"), json));

    [Theory]
    [InlineData("1E-7")]
    [InlineData("-1.50E-7")]
    [InlineData("0.0123")]
    public void It_comes_back_as_it_was(string wire)
    {
        var value = InputLabeledValue.Descriptor.FindFieldByName("value");

        Assert.Equal(wire, PlainDecimals.ToWire(value, PlainDecimals.ToJson(value, wire)));
        Assert.DoesNotContain("E", PlainDecimals.ToJson(value, wire), StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_stays() =>
        Assert.Equal("0.0000001", PlainDecimals.ToWire(InputLabeledValue.Descriptor.FindFieldByName("label"), "0.0000001"));
}
