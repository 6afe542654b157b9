using System.Diagnostics;
using System.Text.Json;
using Topic67.Forecasting.Backtest;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;
using Topic67.Forecasting.Tests.Golden;

namespace Topic67.Forecasting.Tests.Backtest;

public sealed class BacktesterTests
{
    private static readonly List<HourlyBar> Bars = Market.Bars(6000);
    private static readonly BacktestOptions Short = new() { From = Market.Start.AddHours(4001), Resamples = 200 };

    [Fact]
    public void Its_forecasts_are_those_of_a_worker_that_knew_only_the_bars_of_then()
    {
        var report = Backtester.Run(Bars, "test", Short, cancellationToken: TestContext.Current.CancellationToken);
        var live = new Topic67Forecaster(new ForecasterOptions { Gate = GateMode.Apply });
        live.Update(Bars[..4000], "test");
        var next = 4000;
        foreach (var forecast in report.Runs[0].Forecasts)
        {
            live.Update([Bars[next]], "test");
            Assert.Equal(Bars[next++].ClosedAt, forecast.Result.At);
            Assert.Equal(live.Forecast(forecast.Result.At).Value, forecast.Result.Value, 1e-12);
            Assert.Equal(live.Forecast(forecast.Result.At).Clipped, forecast.Ungated, 1e-12);
        }

        Assert.Equal(2000, report.Runs[0].Forecasts.Count);
        Assert.Equal(2000 - 168, report.Contenders[0].Squared.Count);
    }

    [Fact]
    public void Bars_after_a_moment_move_no_forecast_made_by_then()
    {
        var expected = Backtester.Run(Bars, "test", Short, cancellationToken: TestContext.Current.CancellationToken);
        var changed = Backtester.Run([.. Bars.Take(5000), .. Bars.Skip(5000).Select(b => HourlyBar.OfClose(b.Label, b.Close * 3))], "test", Short, cancellationToken: TestContext.Current.CancellationToken);
        for (var run = 0; run < 3; run++)
        {
            var earlier = expected.Runs[run].Forecasts.Count(f => f.Result.At <= Bars[4999].ClosedAt);
            Assert.Equal(1000, earlier);
            Assert.Equal(expected.Runs[run].Forecasts.Take(earlier).Select(f => f.Result), changed.Runs[run].Forecasts.Take(earlier).Select(f => f.Result));
            Assert.NotEqual(expected.Runs[run].Forecasts[earlier].Result.Raw, changed.Runs[run].Forecasts[earlier].Result.Raw);
        }
    }

    [Fact]
    public void Grades_are_what_the_forecasts_and_outcomes_say()
    {
        var report = Backtester.Run(Bars, "test", Short with { Loss = "abse" }, cancellationToken: TestContext.Current.CancellationToken);
        var a = report.Contenders[0];
        var forecasts = report.Runs[0].Forecasts.Where(f => f.IsRealised).ToList();
        Assert.All(forecasts, f => Assert.Equal(
            Math.Log(Close(f.Result.At.AddHours(167)) / Close(f.Result.At.AddHours(-1))), f.Outcome, 1e-12));
        var mse = forecasts.Average(f => Math.Pow(f.Outcome - f.Ungated, 2));
        var zero = forecasts.Average(f => f.Outcome * f.Outcome);
        Assert.Equal(mse, a.Squared.Loss, 1e-15);
        Assert.Equal(1 - (mse / zero), a.Squared.Skill, 1e-12);
        Assert.Equal(forecasts.Average(f => Math.Abs(f.Outcome - f.Ungated)), a.Named.Loss, 1e-15);
        Assert.InRange(a.Squared.Skill, a.Squared.Low, a.Squared.High);
        Assert.Equal(a.Squared.Count, a.Years.Sum(y => y.Grade.Count));
        Assert.Equal((forecasts.Count + 167) / 168, a.Weekly.Grade.Count);
        var weeks = forecasts.Where((_, i) => i % 168 == 0).ToList();
        Assert.Equal(weeks.Average(f => Math.Pow(f.Outcome - f.Ungated, 2)), a.Weekly.Grade.Loss, 1e-15);
        var none = report.Contenders.Single(c => c.Name == "zero");
        Assert.Equal((0.0, 0.0, 0.0), (none.Squared.Skill, none.Squared.Low, none.Squared.High));

        double Close(DateTimeOffset label) => Bars[(int)(label - Market.Start).TotalHours].Close;
    }

    [Fact]
    public void Two_runs_are_equal_and_another_seed_moves_only_the_intervals()
    {
        var (one, two, other) = (Backtester.Run(Bars, "t", Short, cancellationToken: TestContext.Current.CancellationToken), Backtester.Run(Bars, "t", Short, cancellationToken: TestContext.Current.CancellationToken), Backtester.Run(Bars, "t", Short with { Seed = 1 }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(MarkdownReport.Of(one), MarkdownReport.Of(two));
        Assert.Equal(one.Contenders[0].Squared.Loss, other.Contenders[0].Squared.Loss);
        Assert.NotEqual(one.Contenders[0].Squared.Low, other.Contenders[0].Squared.Low);
    }

    [Fact]
    public void Absent_hours_are_reported_and_never_graded()
    {
        var gapped = Bars.Where((_, i) => i is < 4500 or >= 4510).ToList();
        var report = Backtester.Run(gapped, "test", Short, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(10, report.AbsentHours);
        Assert.Equal(2000 - 168 - 20, report.Contenders[0].Squared.Count);
    }

    [Fact]
    public void The_json_holds_every_forecast_with_its_origin_fit_gate_and_outcome()
    {
        using var stream = new MemoryStream();
        var report = Backtester.Run(Bars, "test", Short, cancellationToken: TestContext.Current.CancellationToken);
        JsonReport.Write(stream, report);
        using var json = JsonDocument.Parse(stream.ToArray());
        var runs = json.RootElement.GetProperty("runs");
        Assert.Equal(3, runs.GetArrayLength());
        var forecasts = runs[0].GetProperty("forecasts");
        Assert.Equal(2000, forecasts.GetArrayLength());
        var (first, expected) = (forecasts[0], report.Runs[0].Forecasts[0]);
        Assert.Equal(expected.Result.Origin, first.GetProperty("origin").GetDateTimeOffset());
        Assert.Equal(expected.Result.FitBar, first.GetProperty("fit").GetDateTimeOffset());
        Assert.Equal(expected.Result.Raw, first.GetProperty("raw").GetDouble());
        Assert.Equal(expected.Result.Clipped, first.GetProperty("clipped").GetDouble());
        Assert.Equal(expected.Result.Gate.Multiplier, first.GetProperty("gate").GetDouble());
        Assert.Equal(expected.Result.Value, first.GetProperty("gated").GetDouble());
        Assert.Equal(expected.Outcome, first.GetProperty("outcome").GetDouble());
        Assert.Equal(JsonValueKind.Null, forecasts[1999].GetProperty("outcome").ValueKind);
    }

    [Theory]
    [InlineData("rmse")]
    [InlineData("bce")]
    public void A_loss_that_is_unknown_or_does_not_fit_returns_is_refused(string loss) =>
        Assert.ThrowsAny<ArgumentException>(() => Backtester.Run(Bars, "test", Short with { Loss = loss }, cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public void A_start_after_the_last_bar_is_refused() =>
        Assert.Equal(PriceFault.NoData, Assert.Throws<PriceSourceException>(() => Backtester.Run(Bars, "test", cancellationToken: TestContext.Current.CancellationToken)).Fault);

    [Fact]
    public void All_variants_over_the_real_bars_take_under_five_seconds()
    {
        var bars = GoldenFiles.RealBars();
        var started = Stopwatch.GetTimestamp();
        var report = Backtester.Run(bars, "real bars", new BacktestOptions { Loss = "zptae std=0.06" }, cancellationToken: TestContext.Current.CancellationToken);
        var took = Stopwatch.GetElapsedTime(started);
        Console.Out.WriteLine(FormattableString.Invariant($"backtest of {report.Contenders.Count} contenders: {took.TotalSeconds:0.00} s"));
        Assert.InRange(took.TotalSeconds, 0, 5);
        Assert.Equal(16_608 - 9528 - 168, report.Contenders[0].Squared.Count);
        foreach (var row in GoldenFiles.Csv("golden_walkforward_predictions.csv"))
        {
            var at = GoldenFiles.Time(row["origin_bar_utc"]).AddHours(1);
            var forecast = report.Runs[0].Forecasts[(int)(at - report.Options.From).TotalHours];
            GoldenFiles.Near(GoldenFiles.Number(row["A_har_eb_365d"]), forecast.Ungated, row["origin_bar_utc"]);
            GoldenFiles.Near(GoldenFiles.Number(row["realised"]), forecast.Outcome, row["origin_bar_utc"]);
        }

        if (Environment.GetEnvironmentVariable("TOPIC67_PRINT") is not null)
            Console.Out.WriteLine(MarkdownReport.Of(report));
    }
}
