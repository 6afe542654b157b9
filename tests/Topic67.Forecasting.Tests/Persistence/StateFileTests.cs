using Topic67.Forecasting.Model;
using Topic67.Forecasting.Persistence;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests.Persistence;

public sealed class StateFileTests : IDisposable
{
    private static readonly List<HourlyBar> Bars = Market.Bars(9000);

    private readonly string _folder = Directory.CreateTempSubdirectory("topic67-state-").FullName;

    private string StatePath => Path.Combine(_folder, "sub", "forecaster.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_restart_with_less_history_keeps_the_gate_that_the_longer_run_had()
    {
        var running = Market.Forecaster(Bars[..8000]);
        StateFile.Write(StatePath, running.Save());

        var restarted = new Topic67Forecaster();
        restarted.Restore(StateFile.Read(StatePath)!);
        restarted.Update(Bars[6000..8300], "test");
        running.Update(Bars[8000..8300], "test");
        var (expected, actual) = (running.Forecast(Bars[8299].ClosedAt), restarted.Forecast(Bars[8299].ClosedAt));
        Assert.Equal(GateState.Active, actual.Gate.State);
        Assert.Equal(expected.Gate.Realised, actual.Gate.Realised);
        Assert.Equal(running.GateCountsFrom, restarted.GateCountsFrom);
        Assert.True(Math.Abs(expected.Gate.Multiplier - actual.Gate.Multiplier) < 0.2);
    }

    [Fact]
    public void A_restart_over_the_same_bars_forecasts_what_an_unbroken_run_does()
    {
        var unbroken = Market.Forecaster(Bars);
        var first = Market.Forecaster(Bars[..8011]);
        StateFile.Write(StatePath, first.Save());
        var second = new Topic67Forecaster();
        second.Restore(StateFile.Read(StatePath)!);
        second.Update(Bars, "test");
        for (var i = 8010; i < Bars.Count; i++)
        {
            var (expected, actual) = (unbroken.Forecast(Bars[i].ClosedAt), second.Forecast(Bars[i].ClosedAt));
            Assert.Equal((expected.Source, expected.FitBar, expected.Gate.Realised), (actual.Source, actual.FitBar, actual.Gate.Realised));
            Assert.Equal(expected.Value, actual.Value, 1e-12);
            Assert.Equal(expected.Gate.Multiplier, actual.Gate.Multiplier, 1e-9);
        }
    }

    [Fact]
    public void A_restart_without_prices_speaks_with_the_restored_fit_and_then_repeats_the_last_forecast()
    {
        var options = new ForecasterOptions { Fallback = Fallback.Last };
        var first = Market.Forecaster(Bars, options);
        var last = first.Forecast(Bars[^1].ClosedAt);
        StateFile.Write(StatePath, first.Save());
        var second = new Topic67Forecaster(options);
        second.Restore(StateFile.Read(StatePath)!);
        var soon = second.Forecast(Bars[^1].ClosedAt.AddHours(3));
        var late = second.Forecast(Bars[^1].ClosedAt.AddHours(60));
        Assert.Equal((ForecastSource.LastGoodFitDrift, first.NewestFit!.Intercept), (soon.Source, soon.Value));
        Assert.Equal((ForecastSource.Last, last.Value), (late.Source, late.Value));
    }

    [Fact]
    public void Every_digit_survives_the_file()
    {
        var state = Market.Forecaster(Bars).Save();
        StateFile.Write(StatePath, state);
        var read = StateFile.Read(StatePath)!;
        Assert.Equal(state.Daily, read.Daily);
        IReadOnlyList<DailyForecast> none = [];
        Assert.Equal(state with { Daily = none }, read with { Daily = none });
    }

    [Fact]
    public void A_failed_write_leaves_the_old_state_and_no_litter()
    {
        var state = Market.Forecaster(Bars[..1100]).Save();
        StateFile.Write(StatePath, state);
        var broken = state with { Last = new LastForecast(Market.Start, double.NaN) };
        Assert.ThrowsAny<ArgumentException>(() => StateFile.Write(StatePath, broken));
        Assert.Equal(state.Seen, StateFile.Read(StatePath)!.Seen);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(StatePath)!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"format\":99,\"variant\":{\"name\":\"A\",\"window\":1,\"ridge\":1,\"shrinkWeeks\":1},\"priceSource\":\"x\",\"daily\":[]}")]
    public void A_file_that_is_no_state_is_refused_with_what_to_do(string text)
    {
        var path = Path.Combine(_folder, "other.json");
        File.WriteAllText(path, text);
        Assert.Contains("Move the file away", Assert.Throws<InvalidDataException>(() => StateFile.Read(path)).Message);
        Assert.Null(StateFile.Read(Path.Combine(_folder, "absent.json")));
    }

    [Fact]
    public void A_state_of_another_variant_or_after_bars_or_of_simulated_prices_is_refused()
    {
        var state = Market.Forecaster(Bars[..1100]).Save();
        Assert.Throws<InvalidOperationException>(() => new Topic67Forecaster(new ForecasterOptions { Variant = ModelVariant.D }).Restore(state));
        Assert.Throws<InvalidOperationException>(() => Market.Forecaster(Bars[..10]).Restore(state));
        var restored = new Topic67Forecaster();
        restored.Restore(state);
        Assert.Throws<InvalidOperationException>(() => restored.Update(Bars[..10], SimulatedPriceSource.SourceName));
    }
}
