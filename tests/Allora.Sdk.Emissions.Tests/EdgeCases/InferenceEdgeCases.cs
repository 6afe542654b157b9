using System.Collections.Immutable;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Regrets;

namespace Allora.Sdk.Emissions.Tests.EdgeCases;

/// <summary>Situations of sections 2, 8 and 9 of the specification that recordings show rarely or not at all.</summary>
public sealed class InferenceEdgeCases
{
    private static readonly TopicParameters Topic = new() { EpochLength = 12, GroundTruthLag = 12, WorkerSubmissionWindow = 5 };

    private static readonly ImmutableArray<WorkerValues> Three =
        [new("a", [Dec.Parse("0.1")]), new("b", [Dec.Parse("0.2")]), new("c", [Dec.Parse("0.6")])];

    [Fact]
    public void Nobody_inferring_is_an_error() =>
        Assert.Equal(EmissionsError.NothingToCompute, Assert.Throws<EmissionsException>(() => Compute([])).Reason);

    [Fact]
    public void One_inferer_is_the_network_and_forecasts_are_ignored()
    {
        var bundle = Compute(Three[..1], [Forecast("k", "a", "-2")], previous: "-1", initial: "-0.1");
        Assert.Equal("0.1", bundle.Combined[0].ToString());
        Assert.Equal("0.1", bundle.Naive[0].ToString());
        Assert.True(bundle.Forecasters.IsEmpty && bundle.OneOutInferers.IsEmpty && bundle.InfererWeights.IsEmpty && bundle.ForecasterRegretsUsed.IsEmpty);
    }

    [Fact]
    public void Forecasts_wait_for_a_first_network_loss()
    {
        var bundle = Compute(Three, [Forecast("k", "a", "-2")]);
        Assert.Equal("0.3000000000000000000000000000000000", bundle.Combined[0].ToString());
        Assert.True(bundle.Forecasters.IsEmpty && bundle.OneOutInfererForecasters.IsEmpty && bundle.ForecasterRegretsUsed.IsEmpty);
    }

    [Fact]
    public void While_all_are_new_a_forecast_implies_a_median_that_has_no_weight_in_means()
    {
        var forecast = new WorkerForecast("k", [new("a", -1), new("b", -2), new("c", -3), new("x", -9)]);
        var bundle = Compute(Three, [forecast], previous: "-1");
        Assert.Equal("0.2", bundle.Forecasters[0].Values[0].ToString());
        Assert.Equal(bundle.Naive[0], bundle.Combined[0]);
        Assert.Equal("0.4000000000000000000000000000000000", bundle.OneOutInferers[0].Values[0].ToString());
        Assert.Equal("0.4000000000000000000000000000000000", bundle.OneOutInfererForecasters[0].WithheldInferers[0].Values[0].ToString());
    }

    [Fact]
    public void On_v9_the_median_includes_the_withheld_inferer()
    {
        var forecast = new WorkerForecast("k", [new("a", -1), new("b", -2), new("c", -3)]);
        var bundle = Compute(Three, [forecast], previous: "-1", version: EmissionsVersion.V9);
        Assert.Equal("0.2", bundle.OneOutInfererForecasters[0].WithheldInferers[0].Values[0].ToString());
        Assert.Equal("0.4000000000000000000000000000000000", bundle.OneOutInferers[0].Values[0].ToString());
    }

    [Fact]
    public void A_forecast_of_one_inferer_implies_its_inference_exactly_on_v9_and_by_its_weight_on_v10()
    {
        var v10 = Compute(Three, [Forecast("k", "c", "-2")], previous: "-1", initial: "-0.1", scale: "0.3");
        var v9 = Compute(Three, [Forecast("k", "c", "-2")], previous: "-1", initial: "-0.1", scale: "0.3", version: EmissionsVersion.V9);
        Assert.Equal("0.6", v9.Forecasters[0].Values[0].ToString());
        Assert.True((v10.Forecasters[0].Values[0] - Dec.Parse("0.6")).Abs() <= Dec.Parse("1e-33"));
        Assert.Equal(34, v10.Forecasters[0].Values[0].Coefficient.ToString(System.Globalization.CultureInfo.InvariantCulture).Length);
    }

    [Fact]
    public void Without_its_only_inferer_a_forecaster_drops_out_on_v10_and_keeps_full_weight_on_v9()
    {
        var v10 = Compute(Three, [Forecast("k", "c", "-2")], previous: "-1", initial: "-0.1", scale: "0.3");
        var v9 = Compute(Three, [Forecast("k", "c", "-2")], previous: "-1", initial: "-0.1", scale: "0.3", version: EmissionsVersion.V9);
        Assert.Equal(["a", "b"], v10.OneOutInfererForecasters[0].WithheldInferers.Select(static cell => cell.Worker));
        // With equal regrets the mean of a and b is 0.15; the forecast of the withheld c adds 0.6 as a third.
        Assert.Equal("0.15", Rounded(v10.OneOutInferers[2].Values[0]));
        Assert.Equal("0.3", Rounded(v9.OneOutInferers[2].Values[0]));
        Assert.Equal(Rounded(v10.OneOutInferers[0].Values[0]), Rounded(v9.OneOutInferers[0].Values[0]));
    }

    [Fact]
    public void A_single_forecaster_counts_and_has_no_variants()
    {
        var bundle = Compute(Three, [Forecast("k", "c", "-2")], previous: "-1", initial: "-0.1", scale: "0.3");
        Assert.Single(bundle.Forecasters);
        Assert.True(bundle.OneOutForecasters.IsEmpty && bundle.OneInForecasters.IsEmpty);
        Assert.Equal("0.375", Rounded(bundle.Combined[0]));
    }

    [Fact]
    public void Regrets_are_used_of_forecasters_without_an_inference_too()
    {
        var bundle = Compute(Three, [Forecast("k", "c", "-2"), Forecast("m", "x", "-2")], previous: "-1", initial: "-0.1", scale: "0.3");
        Assert.Equal(["k", "m"], bundle.ForecasterRegretsUsed.Select(static one => one.Worker));
        Assert.Equal(["k"], bundle.ForecasterWeights.Select(static one => one.Worker));
    }

    [Fact]
    public void A_worker_without_a_regret_weighs_as_with_0_and_is_never_the_best()
    {
        var weights = RegretWeights.Compute([-1, null, -2], 1, 3, Dec.Parse("0.75"));
        var zero = RegretWeights.Compute([-1, 0, -2], 1, 3, Dec.Parse("0.75"));
        Assert.Equal("1", Rounded(weights[0]));
        Assert.True(weights[1] > Dec.One);
        Assert.Equal("1", Rounded(zero[1]));
        Assert.Equal(EmissionsError.NothingToCompute, Assert.Throws<EmissionsException>(() => RegretWeights.Compute([null], 1, 3, 1)).Reason);
    }

    [Fact]
    public void Weights_of_the_specification_come_out()
    {
        Dec?[] regrets = [Dec.Parse("0.1"), Dec.Parse("-0.05"), Dec.Parse("0.02")];
        var weights = RegretWeights.Compute(regrets, Dec.Parse("0.08"), 3, Dec.Parse("0.75"));
        Assert.Equal(
            ["1.000000000000000000000000000000000", "0.01945558744185558495147943852345733", "0.2231301601484298289332804707640124"],
            weights.Select(static weight => weight.ToString()));
    }

    [Fact]
    public void An_outlier_at_the_threshold_is_kept_and_beyond_it_dropped()
    {
        var statistics = new OutlierStatistics(Dec.Parse("1"), Dec.Parse("0.1"));
        ImmutableArray<WorkerValues> values = [new("a", [Dec.Parse("2.1")]), new("b", [Dec.Parse("2.100001")]), new("c", [1])];
        Assert.Equal(["a", "c"], OutlierDetection.Keep(statistics, values, 11).Select(static one => one.Worker));
        Assert.Equal(3, OutlierDetection.Keep(statistics with { Mad = Dec.Zero }, values, 11).Length);
        Assert.Equal(3, OutlierDetection.Keep(statistics with { Median = Dec.Zero }, values, 11).Length);
        Assert.Equal("0.12", OutlierDetection.Update(statistics, [1, Dec.Parse("1.2"), Dec.Parse("0.8")], Dec.Parse("0.2")).Mad.Reduced().ToString());
    }

    [Fact]
    public void Without_any_inference_near_the_median_the_first_bundle_stays_and_the_outlier_resistant_one_fails()
    {
        var ledger = TopicLedger.Empty with { Outliers = new OutlierStatistics(1, Dec.Parse("0.000001")) };
        var result = WorkerClose.Run(
            ledger, [new("a", [0]), new("b", [10])], [], Topic, new EmissionsParameters { InferenceOutlierDetectionThreshold = 1 });
        Assert.Equal(("5", null), (Rounded(result.Inference!.Combined[0]), result.OutlierResistant));
        Assert.Equal(EmissionsError.NothingToCompute, result.Failure!.Reason);
        Assert.Equal("5", result.Ledger.Outliers.Median.Reduced().ToString());
    }

    [Fact]
    public void While_all_are_new_a_forecast_about_outliers_alone_implies_0()
    {
        var bundle = Compute(Three, [new WorkerForecast("k", [new("gone", -1)]), Forecast("m", "a", "-2")], previous: "-1");
        Assert.Equal(["0", "0.1"], bundle.Forecasters.Select(static one => one.Values[0].ToString()));
        Assert.Equal(2, bundle.OneOutForecasters.Length);
    }

    [Fact]
    public void Topics_with_labels_have_no_outlier_resistant_inference()
    {
        ImmutableArray<WorkerValues> labelled = [new("a", [1, 0]), new("b", [0, 1])];
        var result = WorkerClose.Run(TopicLedger.Empty, labelled, [], Topic with { IsMulti = true }, new EmissionsParameters());
        Assert.Null(result.OutlierResistant);
        Assert.Equal(["0.5", "0.5"], result.Inference!.Combined.Select(static value => Rounded(value)));
    }

    [Fact]
    public void A_forecast_is_cut_to_the_inferers_with_the_best_scores_and_their_first_elements()
    {
        ImmutableArray<ForecastElement> elements = [new("a", 1), new("b", 2), new("c", 3), new("b", 4)];
        var kept = ForecastFilter.Submitted(elements, static inferer => inferer == "a" ? -1 : 1, 2);
        Assert.Equal([new ForecastElement("b", 2), new ForecastElement("c", 3)], kept);
        Assert.Empty(ForecastFilter.Committed([new WorkerForecast("k", kept)], new HashSet<string> { "a" }));
    }

    private static NetworkInferenceBundle Compute(
        ImmutableArray<WorkerValues> inferences,
        ImmutableArray<WorkerForecast>? forecasts = null,
        string? previous = null,
        string initial = "0",
        string scale = "0",
        EmissionsVersion version = EmissionsVersion.V10) =>
        NetworkInference.Compute(new NetworkInferenceInputs
        {
            Parameters = new EmissionsParameters(),
            Topic = Topic,
            Version = version,
            Inferences = inferences,
            Forecasts = forecasts ?? [],
            Regrets = RegretBook.Empty,
            InitialRegret = Dec.Parse(initial),
            RegretScale = Dec.Parse(scale),
            PreviousNetworkLoss = previous is null ? null : Dec.Parse(previous),
        });

    private static WorkerForecast Forecast(string forecaster, string inferer, string loss) => new(forecaster, [new ForecastElement(inferer, Dec.Parse(loss))]);

    /// <summary>To 30 digits: the last ones depend on weights of 0.999...</summary>
    private static string Rounded(Dec value) => value.Round(30, DecRounding.HalfEven).Reduced().ToString();
}
