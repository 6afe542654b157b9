using Allora.Sdk.Chain;
using Allora.Sdk.Encodings;
using Allora.Sdk.Losses;
using Allora.Sdk.Roles;
using Allora.Sdk.Tests.Payloads;
using Allora.Sdk.Values;
using CsCheck;

namespace Allora.Sdk.Tests.Roles;

/// <summary>What forecasters and reputers answer, before any chain comes in.</summary>
public sealed class AnswerTests
{
    [Fact]
    public void A_forecast_is_sorted_and_names_nobody_twice()
    {
        var forecast = Forecast.Values(new Dictionary<string, double> { ["b"] = 0.5, ["A"] = 1e-7, ["a"] = -2 }).WithNote("ridge").WithExtraData(new byte[] { 1 });
        Assert.Equal(["A", "a", "b"], forecast.Elements.Select(pair => pair.Key));
        Assert.Equal("1E-7", forecast.Elements[0].Value.ToString());
        Assert.Equal(("ridge", 1), (forecast.Note, forecast.ExtraData.Length));
        Assert.Throws<ArgumentException>(() => Forecast.Values(new Dictionary<string, double>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Forecast.Values(new Dictionary<string, double> { ["a"] = double.NaN }));
        var twice = new[] { KeyValuePair.Create("a", ChainDecimal.Zero), KeyValuePair.Create("b", ChainDecimal.Zero), KeyValuePair.Create("a", ChainDecimal.Zero) };
        Assert.Contains("a is listed twice", Assert.Throws<ArgumentException>(() => Forecast.Values(twice)).Message);
        Assert.Equal("skip: no model", Forecast.Skip("no model").ToString());
    }

    [Fact]
    public void A_truth_survives_the_journal() =>
        Gen.Select(Gen.Double, Gen.Dictionary(Gen.Char['a', 'z'].Array[1, 5].Select(letters => new string(letters) + " =x"), Gen.Double)[0, 4]).Sample((number, labels) =>
        {
            if (!double.IsFinite(number) || labels.Values.Any(value => !double.IsFinite(value)))
                return;
            var truth = labels.Count == 0 ? GroundTruth.Value(number) : GroundTruth.Labels(labels);
            var read = GroundTruthText.Read(GroundTruthText.Write(truth));
            Assert.NotNull(read);
            Assert.Equal(truth.Scalar, read.Scalar);
            Assert.Equal(truth.LabelValues.OrderBy(pair => pair.Key), read.LabelValues.OrderBy(pair => pair.Key));
        });

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("NaN")]
    [InlineData("words")]
    [InlineData("=0.5")]
    [InlineData("=0.5 up\nx")]
    public void Another_text_is_no_truth(string? text) => Assert.Null(GroundTruthText.Read(text));

    [Fact]
    public void A_truth_is_a_finite_number_or_labels_or_a_skip()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GroundTruth.Value(double.NaN));
        Assert.Throws<ArgumentException>(() => GroundTruth.Labels(new Dictionary<string, double>()));
        Assert.Throws<ArgumentException>(() => GroundTruth.Labels(new Dictionary<string, double> { [" "] = 1 }));
        Assert.Equal(["up"], GroundTruth.Labels(new Dictionary<string, double> { [" up "] = 1 }).LabelValues.Keys);
        Assert.Equal("closed", GroundTruth.Skip("closed").SkipReason);
    }

    [Theory]
    [InlineData("mse", null)]
    [InlineData(" MSE ", null)]
    [InlineData("ztae", "needs std, the standard deviation")]
    [InlineData("zptae_loss", "needs std, the standard deviation")]
    [InlineData("rmse", "is not a known loss method")]
    public void The_topics_loss_says_what_it_needs(string method, string? missing)
    {
        var topic = CapturedMessages.Single with { LossMethod = method };
        if (missing is null)
            Assert.Null(ReputerLoss.OfTopic.MissingFor(topic));
        else
            Assert.Contains(missing, ReputerLoss.OfTopic.MissingFor(topic), StringComparison.Ordinal);
        Assert.Null(ReputerLoss.Of("zptae std=0.05").MissingFor(topic));
    }

    [Fact]
    public void A_topic_with_labels_needs_a_loss_for_the_whole_map()
    {
        var topic = CapturedMessages.Multi;
        Assert.Contains("ReputerLoss.OfLabels", ReputerLoss.OfTopic.MissingFor(topic), StringComparison.Ordinal);
        var truth = GroundTruth.Labels(new Dictionary<string, double> { ["up"] = 1, ["down"] = 0 });
        var value = new NetworkValue([KeyValuePair.Create("up", ChainDecimal.Parse("0.6"))]);
        Assert.Equal(0.08, ReputerLoss.MeanOverLabels(LossCatalog.Find("sqe")).Bind(topic)(truth, value), 1e-15);
        Assert.Equal(7, ReputerLoss.OfLabels((_, given) => given.Count + 6).Bind(topic)(truth, value));
    }
}
