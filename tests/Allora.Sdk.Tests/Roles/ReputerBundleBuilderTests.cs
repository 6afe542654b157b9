using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Losses;
using Allora.Sdk.Roles;
using Allora.Sdk.Values;
using V10 = Allora.Sdk.Protos.Emissions.V10;
using V3 = Allora.Sdk.Protos.Emissions.V3;

namespace Allora.Sdk.Tests.Roles;

public sealed class ReputerBundleBuilderTests
{
    private const string Reputer = "allo125x237wf0ypee6y5whwg057yajqavxz9zm92uz";
    private const string Inferer = "allo1u777nc6cdy0q65je9qymtjumjz377t3qjpsg5r";
    private const string Other = "allo1gnmlxltzy07q59lzyvu88j2al0p0ffgye3zqmk";

    [Fact]
    public void A_perfect_prediction_has_the_floor_and_a_loss_of_one_has_zero()
    {
        var bundle = new ReputerBundleBuilder(LossFunction.Of(value => value.Scalar)).Build(Network(("0", Inferer), ("1", Other)), Reputer);
        Assert.Equal(["-100", "0"], bundle.Inferers.Select(pair => pair.Value.ToString()));
        Assert.Equal("-100", bundle.Combined.ToString());
        Assert.Empty(bundle.OneOutInferers);
    }

    [Fact]
    public void Logarithms_of_ones_own_are_sent_as_they_are()
    {
        var bundle = new ReputerBundleBuilder(LossFunction.OfLogarithm(_ => -1.5)).Build(Network(("0.25", Inferer)), Reputer);
        Assert.Equal("-1.5", Assert.Single(bundle.Inferers).Value.ToString());
    }

    [Fact]
    public void A_worker_outside_the_domain_is_left_out_and_named()
    {
        var loss = LossCatalog.Find("bce");
        var builder = new ReputerBundleBuilder(LossFunction.Of(value => loss.Of(1, value.Scalar)));
        var bundle = builder.Build(Network(("0.25", Inferer), ("1.5", Other)), Reputer);
        Assert.Equal(Inferer, Assert.Single(bundle.Inferers).Key);
        var left = Assert.Single(builder.Excluded);
        Assert.StartsWith($"inferer_values: {Other} with 1.5: bce: the prediction 1.5 is outside its domain", left, StringComparison.Ordinal);
    }

    [Fact]
    public void When_every_worker_is_left_out_nothing_is_sent()
    {
        var builder = new ReputerBundleBuilder(LossFunction.Of(value => value.Scalar == 0 ? 1 : throw new ArgumentOutOfRangeException(nameof(value), "no")));
        var refusal = Assert.Throws<AlloraException>(() => builder.Build(Network(("2", Inferer)) with { Combined = NetworkValue.Of(ChainDecimal.Zero), Naive = NetworkValue.Of(ChainDecimal.Zero) }, Reputer));
        Assert.StartsWith("inferer_values: no inferer has a loss", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.5, "is negative and has no logarithm")]
    [InlineData(double.NaN, "not a finite number")]
    [InlineData(double.PositiveInfinity, "not a finite number")]
    public void The_networks_own_value_must_have_a_loss(double loss, string why)
    {
        var refusal = Assert.Throws<AlloraException>(() => new ReputerBundleBuilder(LossFunction.Of(_ => loss)).Build(Network(("2", Inferer)), Reputer));
        Assert.StartsWith("combined_value: the network's value 2 has no loss", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_inference_with_holes_is_read_without_them()
    {
        var bundle = new V10.NetworkInferenceBundle { TopicId = 1, Nonce = 9 };
        Assert.False(NetworkInferenceReader.Read(bundle, 1, 9).IsComplete);
        Assert.False(NetworkInferenceReader.Read((V10.NetworkInferenceBundle?)null, 1, 9).IsComplete);
        bundle.CombinedValue.Add(new V10.LabeledValue { LabelName = "up", Value = "0.6" });
        bundle.InfererValues.Add(new V10.WorkerInference { Worker = Inferer, Values = { new V10.LabeledValue { LabelName = "up", Value = "0.6" }, new V10.LabeledValue { LabelName = "down", Value = "" } } });
        bundle.InfererValues.Add(new V10.WorkerInference { Worker = Other });
        bundle.OneOutInfererValues.Add(new V10.OneOutInfererValue { WithheldInferer = Inferer });
        Assert.False(NetworkInferenceReader.Read(bundle, 1, 9).IsComplete);
        bundle.NaiveValue.Add(bundle.CombinedValue);
        var network = NetworkInferenceReader.Read(bundle, 1, 9);
        Assert.True(network.IsComplete);
        Assert.Equal((Inferer, "up=0.6"), (network.Inferers.Single().Worker, network.Inferers.Single().Value.ToString()));
        Assert.Empty(network.OneOutInferers);
        Assert.Throws<InvalidOperationException>(() => network.Combined!.Scalar);
        Assert.Throws<AlloraException>(() => new ReputerBundleBuilder(LossFunction.Of(_ => 1)).Build(network with { Naive = null }, Reputer));
    }

    [Fact]
    public void A_network_without_labels_gives_single_numbers()
    {
        var bundle = new V3.ValueBundle { CombinedValue = "1.5", NaiveValue = "2" };
        bundle.InfererValues.Add(new V3.WorkerAttributedValue { Worker = Inferer, Value = "3" });
        bundle.OneOutInfererForecasterValues.Add(new V3.OneOutInfererForecasterValues
        {
            Forecaster = Other,
            OneOutInfererValues = { new V3.WithheldWorkerAttributedValue { Worker = Inferer, Value = "4" } },
        });
        var network = NetworkInferenceReader.Read(bundle, 1, 9);
        Assert.True(network.IsComplete);
        Assert.Equal((1.5, 2.0, 3.0), (network.Combined!.Scalar, network.Naive!.Scalar, network.Inferers[0].Value.Scalar));
        Assert.Equal((Other, Inferer, 4.0), (network.OneOutInfererForecasters[0].Forecaster, network.OneOutInfererForecasters[0].WithheldInferer, network.OneOutInfererForecasters[0].Value.Scalar));
        var built = new ReputerBundleBuilder(LossFunction.Of(value => value.Scalar)).Build(network, Reputer);
        Assert.Equal((Other, Inferer), (built.OneOutInfererForecasters[0].Key, built.OneOutInfererForecasters[0].Value[0].Key));
    }

    private static NetworkInference Network(params (string Value, string Worker)[] inferers) => new()
    {
        TopicId = 2,
        Nonce = 271,
        Combined = NetworkValue.Of(ChainDecimal.Parse(inferers[0].Value)),
        Naive = NetworkValue.Of(ChainDecimal.Parse(inferers[0].Value)),
        Inferers = [.. inferers.Select(one => new WorkerValue { Worker = one.Worker, Value = NetworkValue.Of(ChainDecimal.Parse(one.Value)) })],
    };
}
