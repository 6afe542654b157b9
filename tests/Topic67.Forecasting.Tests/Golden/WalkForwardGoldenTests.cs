using Allora.TestData;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests.Golden;

public sealed class WalkForwardGoldenTests
{
    [Fact]
    public void Every_origin_of_the_walk_forward_has_its_golden_forecasts()
    {
        var prices = GoldenFiles.RealPrices();
        var (a, c, d) = (Fits(prices, ModelVariant.A), Fits(prices, ModelVariant.C), Fits(prices, ModelVariant.D));
        var rows = GoldenFiles.Csv("golden_walkforward_predictions.csv");
        foreach (var row in rows)
        {
            var origin = GoldenFiles.Hour(row["origin_bar_utc"]);
            var x = HarFeatures.At(prices, origin);
            GoldenFiles.Near(Number("realised"), prices.LogAt(origin + 168) - prices.LogAt(origin), row["origin_bar_utc"]);
            GoldenFiles.Near(Number("A_har_eb_365d"), a.FitFor(origin)!.Predict(x), row["origin_bar_utc"] + " A");
            GoldenFiles.Near(Number("C_har_plain_365d_lambda0.1"), c.FitFor(origin)!.Predict(x), row["origin_bar_utc"] + " C");
            GoldenFiles.Near(Number("D_har_eb_90d"), d.FitFor(origin)!.Predict(x), row["origin_bar_utc"] + " D");
            GoldenFiles.Near(Number("drift_eb_365d"), a.FitFor(origin)!.Intercept, row["origin_bar_utc"] + " drift");
            Assert.Equal(Hours.Label(origin), a.FitFor(origin)!.Bar);

            double Number(string name) => GoldenFiles.Number(row[name]);
        }

        VectorCount.Print("golden_walkforward_predictions.csv", "rows", rows.Count);
        Assert.NotEmpty(rows);
    }

    [Fact]
    public void Every_hour_of_the_golden_days_is_forecast_by_its_days_fit()
    {
        var forecaster = new Topic67Forecaster(new ForecasterOptions { Gate = GateMode.Off });
        forecaster.Update(GoldenFiles.RealBars(), "golden");
        var rows = GoldenFiles.Csv("golden-hourly.csv");
        foreach (var row in rows)
        {
            var origin = GoldenFiles.Time(row["origin_bar_utc"]);
            var result = forecaster.Forecast(origin.AddHours(1));
            Assert.Equal(ForecastSource.Model, result.Source);
            Assert.Equal(origin, result.Origin);
            Assert.Equal(GoldenFiles.Time(row["fit_bar_utc"]), result.FitBar);
            Assert.Equal(GoldenFiles.Count(row["training_rows"]), result.Rows);
            GoldenFiles.Near(GoldenFiles.Number(row["prediction"]), result.Value, row["origin_bar_utc"]);
            GoldenFiles.Near(GoldenFiles.Number(row["prediction"]), result.Raw, row["origin_bar_utc"]);
        }

        VectorCount.Print("golden-hourly.csv", "rows", rows.Count);
        Assert.NotEmpty(rows);
    }

    [Fact]
    public void Deviations_of_the_golden_days_targets_are_those_of_the_fits()
    {
        var fits = Fits(GoldenFiles.RealPrices(), ModelVariant.A);
        foreach (var row in GoldenFiles.Csv("golden-hourly.csv"))
        {
            var fit = fits.FitFor(GoldenFiles.Hour(row["fit_bar_utc"]))!;
            GoldenFiles.Near(GoldenFiles.Number(row["target_std_population"]), fit.TargetDeviation, row["fit_bar_utc"]);
        }
    }

    [Fact]
    public void Short_histories_are_forecast_by_their_drift()
    {
        var bars = GoldenFiles.RealBars();
        var rows = GoldenFiles.Csv("golden-short-drift.csv");
        foreach (var row in rows)
        {
            var forecaster = new Topic67Forecaster();
            forecaster.Update([.. bars.Take(GoldenFiles.Count(row["bars_known"]))], "golden");
            var result = forecaster.Forecast(GoldenFiles.Time(row["origin_bar_utc"]).AddHours(1));
            Assert.Equal(ForecastSource.Drift, result.Source);
            Assert.Equal(GoldenFiles.Time(row["origin_bar_utc"]), result.Origin);
            Assert.Equal(GoldenFiles.Count(row["targets"]), result.Rows);
            GoldenFiles.Near(GoldenFiles.Number(row["prediction"]), result.Value, row["bars_known"] + " bars");
        }

        VectorCount.Print("golden-short-drift.csv", "rows", rows.Count);
        Assert.NotEmpty(rows);
    }

    [Fact]
    public void The_gate_has_its_golden_state_and_multiplier_at_every_origin()
    {
        var apply = new Topic67Forecaster(new ForecasterOptions { Gate = GateMode.Apply });
        var report = new Topic67Forecaster();
        apply.Update(GoldenFiles.RealBars(), "golden");
        report.Update(GoldenFiles.RealBars(), "golden");
        var rows = GoldenFiles.Csv("golden-gate.csv");
        foreach (var row in rows)
        {
            var at = GoldenFiles.Time(row["origin_bar_utc"]).AddHours(1);
            var (applied, reported) = (apply.Forecast(at), report.Forecast(at));
            Assert.Equal(row["state"] == "warm-up" ? GateState.WarmUp : GateState.Active, applied.Gate.State);
            Assert.Equal(GoldenFiles.Count(row["realised_forecasts"]), applied.Gate.Realised);
            GoldenFiles.Near(GoldenFiles.Number(row["multiplier"]), applied.Gate.Multiplier, row["origin_bar_utc"] + " multiplier");
            GoldenFiles.Near(GoldenFiles.Number(row["raw"]), applied.Raw, row["origin_bar_utc"] + " raw");
            GoldenFiles.Near(GoldenFiles.Number(row["gated"]), applied.Value, row["origin_bar_utc"] + " gated");
            GoldenFiles.Near(GoldenFiles.Number(row["raw"]), reported.Value, row["origin_bar_utc"] + " reported");
            Assert.Equal(applied.Gate, reported.Gate);
            Assert.Equal(applied.Gate.Multiplier < 1 ? ForecastSource.Gated : ForecastSource.Model, applied.Source);
            Assert.Equal(ForecastSource.Model, reported.Source);
        }

        VectorCount.Print("golden-gate.csv", "rows", rows.Count);
        Assert.NotEmpty(rows);
    }

    private static DailyFits Fits(PriceSeries prices, ModelVariant variant)
    {
        var fits = new DailyFits(prices, variant, Horizon.MinimumBarsForModel, null);
        fits.CatchUp();
        return fits;
    }
}
