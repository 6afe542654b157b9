using Allora.Sdk.Encodings;
using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Values;
using CsCheck;

namespace Allora.Sdk.Tests.Payloads;

public sealed class LabelRulesTests
{
    private static TopicInfo Open { get; } = CapturedMessages.Multi with { LabelWhitelist = [], RequireUnity = false, MaxLabels = 0 };

    [Fact]
    public void A_network_without_labels_says_so()
    {
        var topic = CapturedMessages.Single with { Schema = "v9" };
        var refusal = Assert.Throws<AlloraException>(() => WorkerPayloadRules.Require(Payload(("up", "1")), topic, takesLabels: false, 0));
        Assert.Equal("values: this network (emissions v9) has no labels, so a prediction is one value: answer with Prediction.Value", refusal.Message);
        Assert.Equal(AlloraErrorReason.InvalidLabels, refusal.Reason);
        WorkerPayloadRules.Require(Payload(("y", "1")), topic, takesLabels: false, 0);
        WorkerPayloadRules.Require(Payload() with { Value = ChainDecimal.Parse("1") }, topic, takesLabels: false, 0);
    }

    [Fact]
    public void Case_makes_a_difference_only_where_the_topic_says_so()
    {
        var twice = Payload(("up", "0.5"), ("UP", "0.5"));
        Assert.Contains("ignores case", Assert.Throws<AlloraException>(() => WorkerPayloadRules.Require(twice, Open, takesLabels: true, 0)).Message);
        WorkerPayloadRules.Require(twice, Open with { LabelCaseSensitive = true }, takesLabels: true, 0);
        var listed = Open with { LabelWhitelist = ["Up"] };
        WorkerPayloadRules.Require(Payload(("uP", "1")), listed, takesLabels: true, 0);
        Assert.Contains("white list", Assert.Throws<AlloraException>(() => WorkerPayloadRules.Require(Payload(("uP", "1")), listed with { LabelCaseSensitive = true }, takesLabels: true, 0)).Message);
    }

    [Fact]
    public void Labels_are_compared_trimmed_and_composed()
    {
        var listed = Open with { LabelWhitelist = ["\u00e9t\u00e9"] };
        WorkerPayloadRules.Require(Payload((" e\u0301te\u0301 ", "1")), listed, takesLabels: true, 0);
        Assert.Contains("twice", Assert.Throws<AlloraException>(() => WorkerPayloadRules.Require(Payload(("\u00e9", "1"), ("e\u0301", "1")), Open, takesLabels: true, 0)).Message);
    }

    [Theory]
    [InlineData("0.3333333333333333333333333333", true)]
    [InlineData("0.3336666666666666", true)]
    [InlineData("0.33366666666666667", false)]
    [InlineData("-1E-7", false)]
    public void Unity_is_exact(string third, bool fits)
    {
        var topic = Open with { RequireUnity = true, UnityTolerance = ChainDecimal.Parse("0.001") };
        var payload = Payload(("a", third), ("b", third), ("c", third));
        if (fits)
            WorkerPayloadRules.Require(payload, topic, takesLabels: true, 0);
        else
            Assert.Contains("require_unity", Assert.Throws<AlloraException>(() => WorkerPayloadRules.Require(payload, topic, takesLabels: true, 0)).Message);
    }

    [Fact]
    public void Sums_are_exact() =>
        Gen.Select(Gen.Long, Gen.Int[-20, 20]).Select((digits, exponent) => ChainDecimal.Parse($"{digits}E{exponent}")).Array[0, 8].Sample(values =>
        {
            var sum = ChainDecimalSum.Of(values);
            var scaled = values.Aggregate(System.Numerics.BigInteger.Zero, (total, value) => total + (value.Coefficient * System.Numerics.BigInteger.Pow(10, value.Exponent + 60)));
            Assert.Equal(scaled, sum.Coefficient * System.Numerics.BigInteger.Pow(10, sum.Exponent + 60));
            Assert.True(ChainDecimalSum.Distance(sum, sum).IsZero);
        });

    [Fact]
    public void Forecasts_are_about_addresses_once_each()
    {
        var one = KeyValuePair.Create("allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r", ChainDecimal.Zero);
        ForecastRules.Require([one], 1);
        ForecastRules.Require([one], 0);
        Assert.Contains("forecast_elements[0].inferer: \"nobody\" is not an address", Assert.Throws<AlloraException>(() => ForecastRules.Require([KeyValuePair.Create("nobody", ChainDecimal.Zero)], 0)).Message);
        Assert.Contains("forecast_elements[0].value", Assert.Throws<AlloraException>(() => ForecastRules.Require([KeyValuePair.Create(one.Key, ChainDecimal.ParseUnbounded("1E+41"))], 0)).Message);
    }

    private static WorkerPayload Payload(params (string Label, string Value)[] values) => new()
    {
        Worker = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r",
        TopicId = 1,
        Nonce = 5,
        Labels = [.. values.Select(pair => KeyValuePair.Create(pair.Label, ChainDecimal.Parse(pair.Value)))],
    };
}
