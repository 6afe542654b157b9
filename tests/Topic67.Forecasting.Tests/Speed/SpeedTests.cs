using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests.Speed;

[Collection(nameof(SpeedTests))]
[CollectionDefinition(nameof(SpeedTests), DisableParallelization = true)]
public sealed class SpeedTests
{
    private static readonly List<HourlyBar> Bars = Market.Bars(16_608);

    [Theory]
    [InlineData(GateMode.Off)]
    [InlineData(GateMode.Report)]
    [InlineData(GateMode.Apply)]
    public void A_warm_forecast_allocates_nothing_and_takes_under_a_microsecond(GateMode gate)
    {
        var forecaster = Market.Forecaster(Bars, new ForecasterOptions { Gate = gate });
        var at = Bars[^1].ClosedAt;
        var sum = 0.0;
        var best = Stopwatches.BestMicroseconds(200, 1000, () => sum += forecaster.Forecast(at).Value);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            sum += forecaster.Forecast(at.AddSeconds(i)).Value;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(double.IsFinite(sum));
        Say($"warm forecast, gate {gate}: {best:0.000} us, 0 B");
        Assert.InRange(best, 0, 1);
    }

    [Fact]
    public void A_new_bar_without_a_refit_takes_under_five_microseconds()
    {
        var best = double.MaxValue;
        for (var run = 0; run < 300; run++)
        {
            // 23 new bars of one day, after the midnight's refit; a fresh forecaster each time, so that none is a repetition.
            var forecaster = Market.Forecaster(Bars[..11_000]);
            var next = 11_000;
            while (Bars[next].Label.Hour != 1)
                forecaster.Update([Bars[next++]], "test");
            HourlyBar[][] day = [.. Bars.Skip(next).Take(23).Select(b => (HourlyBar[])[b])];
            var index = 0;
            best = Math.Min(best, Stopwatches.BestMicroseconds(1, day.Length, () => forecaster.Update(day[index++], "test")));
        }

        Say($"new bar without a refit: {best:0.000} us");
        Assert.InRange(best, 0, 5);
    }

    [Fact]
    public void The_daily_refit_takes_under_ten_microseconds_and_a_tenth_of_a_full_fit()
    {
        var prices = Market.Prices(Bars);
        var newest = prices.LastHour - 23;
        var rolling = new TrainingWindow(prices, ModelVariant.A.Window);
        var (incremental, full) = (double.MaxValue, double.MaxValue);
        for (var run = 0; run < 60; run++)
        {
            rolling.Reset();
            var hour = newest - (24 * 250);
            rolling.At(hour);
            incremental = Math.Min(incremental, Stopwatches.BestMicroseconds(1, 250, () => Fit(rolling, hour += 24)));
            full = Math.Min(full, Stopwatches.BestMicroseconds(10, 5, () =>
            {
                rolling.Reset();
                Fit(rolling, newest);
            }));
        }

        Say($"daily refit: {incremental:0.00} us, full fit over the same logarithms: {full:0.0} us, ratio 1/{full / incremental:0.0}");
        Assert.InRange(incremental, 0, 10);
        Assert.InRange(incremental, 0, full / 10);

        static void Fit(TrainingWindow window, int hour) => Assert.NotNull(RidgeSolver.Solve(window.At(hour), ModelVariant.A, hour));
    }

    private static void Say(FormattableString text) => Console.Out.WriteLine(FormattableString.Invariant(text));
}
