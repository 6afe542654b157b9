using System.Text.Json;
using Allora.TestData;
using Topic67.Forecasting.Model;

namespace Topic67.Forecasting.Tests.Golden;

public sealed class RidgeGoldenTests
{
    private static readonly string[] Lags = ["lr_24", "lr_168", "lr_720"];

    [Fact]
    public void Fits_have_the_golden_means_deviations_weights_and_predictions()
    {
        var prices = GoldenFiles.RealPrices();
        var checkedCases = 0;
        foreach (var variant in GoldenFiles.Json("golden-ridge.json").GetProperty("variants").EnumerateObject())
        {
            if (!variant.Value.GetProperty("features").EnumerateArray().Select(f => f.GetString()).SequenceEqual(Lags))
                continue; // the 15-feature ridge is there for reading only
            var model = Model(variant);
            foreach (var golden in variant.Value.GetProperty("cases").EnumerateArray())
            {
                var origin = GoldenFiles.Hour(golden.GetProperty("origin_bar").GetString()!);
                var fit = RidgeSolver.Solve(new TrainingWindow(prices, model.Window).At(origin), model, origin)!;
                var x = HarFeatures.At(prices, origin);
                Check(golden, fit, x, variant.Name);
                GoldenFiles.Near(golden.GetProperty("realised").GetDouble(), prices.LogAt(origin + 168) - prices.LogAt(origin), "realised");
                checkedCases++;
            }
        }

        VectorCount.Print("golden-ridge.json", "cases", checkedCases);
        Assert.NotEqual(0, checkedCases);
    }

    private static ModelVariant Model(JsonProperty variant)
    {
        var shrink = variant.Value.GetProperty("K");
        var model = new ModelVariant(
            variant.Name[..1],
            variant.Value.GetProperty("W").GetInt32(),
            variant.Value.GetProperty("lam").GetDouble(),
            shrink.ValueKind == JsonValueKind.Null ? 0 : shrink.GetDouble());
        ModelVariant[] known = [ModelVariant.A, ModelVariant.C, ModelVariant.D];
        Assert.Contains(model, known);
        return model;
    }

    private static void Check(JsonElement golden, RidgeFit fit, HarFeatures x, string what)
    {
        Assert.Equal(golden.GetProperty("n").GetInt32(), fit.Rows);
        GoldenFiles.Near(golden.GetProperty("pred").GetDouble(), fit.Predict(x), what + " prediction");
        GoldenFiles.Near(golden.GetProperty("y_mean").GetDouble(), fit.TargetMean, what + " mean of targets");
        GoldenFiles.Near(golden.GetProperty("y_std_pop").GetDouble(), fit.TargetDeviation, what + " deviation of targets");
        GoldenFiles.Near(golden.GetProperty("intercept").GetDouble(), fit.Intercept, what + " intercept");
        Check(golden.GetProperty("x"), x, what + " x");
        Check(golden.GetProperty("mean"), fit.Means, what + " mean");
        Check(golden.GetProperty("std_pop"), fit.Deviations, what + " deviation");
        Check(golden.GetProperty("w_std"), fit.Weights, what + " weight");
    }

    private static void Check(JsonElement golden, HarFeatures actual, string what)
    {
        GoldenFiles.Near(golden.GetProperty("lr_24").GetDouble(), actual.Day, what + " 24");
        GoldenFiles.Near(golden.GetProperty("lr_168").GetDouble(), actual.Week, what + " 168");
        GoldenFiles.Near(golden.GetProperty("lr_720").GetDouble(), actual.Month, what + " 720");
    }
}
