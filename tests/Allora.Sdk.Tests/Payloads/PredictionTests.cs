using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Payloads;

public class PredictionTests
{
    [Fact]
    public void A_value_keeps_its_spelling()
    {
        Assert.Equal("0.0123", Prediction.Value(0.0123).ToString());
        Assert.Equal("1.10", Prediction.Value(1.10m).ToString());
        Assert.Equal("7", Prediction.Value(7).ToString());
        Assert.Equal("-0.0", Prediction.Value(ChainDecimal.Parse("-0.0")).Scalar.ToString());
        Assert.False(Prediction.Value(1).IsSkip);
        Assert.Empty(Prediction.Value(1).LabelValues);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e41)]
    [InlineData(1e-41)]
    public void A_value_that_the_chain_would_refuse_is_refused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Prediction.Value(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Prediction.Labels(new Dictionary<string, double> { ["a"] = value }));
    }

    [Fact]
    public void Labels_are_trimmed_and_composed_in_their_order()
    {
        var prediction = Prediction.Labels(new Dictionary<string, double> { [" z "] = 0.5, ["e\u0301"] = -0.25 });
        Assert.Null(prediction.Scalar);
        Assert.Equal(["z", "\u00e9"], prediction.LabelValues.Select(pair => pair.Key));
        Assert.Equal("z=0.5, \u00e9=-0.25", prediction.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\u0007b")]
    [InlineData("a\u200db")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    [InlineData("ααααααααααααααααααααααααααααααααα")]
    public void A_label_that_the_chain_would_refuse_is_refused(string label) =>
        Assert.Throws<ArgumentException>(() => Prediction.Labels(new Dictionary<string, ChainDecimal> { [label] = ChainDecimal.Zero }));

    [Fact]
    public void A_label_with_half_a_surrogate_pair_is_refused() =>
        Assert.Throws<ArgumentException>(() => Prediction.Labels(new Dictionary<string, double> { ["a\ud83d"] = 1 }));

    [Fact]
    public void Labels_that_become_the_same_are_refused() =>
        Assert.Throws<ArgumentException>(() => Prediction.Labels(new Dictionary<string, double> { ["a"] = 1, ["a "] = 2 }));

    [Fact]
    public void No_labels_are_no_answer() =>
        Assert.Throws<ArgumentException>(() => Prediction.Labels(new Dictionary<string, double>()));

    [Fact]
    public void A_skip_says_why()
    {
        var skip = Prediction.Skip("no fresh price");
        Assert.True(skip.IsSkip);
        Assert.Equal("no fresh price", skip.SkipReason);
        Assert.Equal("skip: no fresh price", skip.ToString());
        Assert.Throws<ArgumentException>(() => Prediction.Skip(" "));
    }

    [Fact]
    public void Notes_and_extra_data_are_added_to_the_same_answer()
    {
        var prediction = Prediction.Value(1).WithExtraData(new byte[] { 7 }).WithNote("from the ridge model");
        Assert.Equal("1", prediction.Scalar.ToString());
        Assert.Equal("from the ridge model", prediction.Note);
        Assert.Equal([7], prediction.ExtraData.ToArray());
        Assert.Null(Prediction.Value(1).Note);
    }
}
