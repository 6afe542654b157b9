using Topic67.Forecasting.Model;
using Topic67.Forecasting.Sources;

namespace Topic67.Forecasting.Tests.Sources;

public sealed class PriceSourcesTests
{
    [Theory]
    [InlineData(null, null, "coinbase, binance, kraken")]
    [InlineData("", "key", "tiingo, coinbase, binance, kraken")]
    [InlineData(" Kraken ,coinbase", "key", "kraken, coinbase")]
    [InlineData("tiingo", "key", "tiingo")]
    public void A_list_names_the_sources_in_order(string? list, string? key, string names) =>
        Assert.Equal(names, string.Join(", ", PriceSources.Parse(list, key).Select(s => s.Name)));

    [Theory]
    [InlineData("bitstamp", "key", "is not a price source")]
    [InlineData("simulated", "key", "is not a price source")]
    [InlineData("kraken,kraken", "key", "named twice")]
    [InlineData("tiingo,kraken", " ", "TIINGO_API_KEY")]
    public void What_cannot_be_is_refused_with_what_to_do(string list, string key, string why) =>
        Assert.Contains(why, Assert.Throws<ArgumentException>(() => PriceSources.Parse(list, key)).Message);

    [Fact]
    public async Task Together_they_keep_their_bars_and_a_forecaster_speaks_from_them_without_a_network()
    {
        var folder = Directory.CreateTempSubdirectory("topic67-sources-").FullName;
        try
        {
            var hour = new DateTimeOffset(2025, 6, 15, 13, 0, 0, TimeSpan.Zero);
            var time = new WaitedTime(hour.AddMinutes(1));
            var server = new LoopbackServer(new Exchange(time).Reply);
            var sources = PriceSources.Parse("", Exchange.Key, new HttpSourceOptions { BaseAddress = server.Address, Time = time });
            using var together = PriceSources.Together(sources, folder, new CompositeOptions { Time = time });
            var online = new Topic67Forecaster();
            online.Update(await time.RunAsync(together.GetBarsAsync(hour.AddHours(-9671), hour, TestContext.Current.CancellationToken)));
            Assert.Equal((ForecastSource.Model, 8760), (online.Forecast(hour).Source, online.Forecast(hour).Rows));
            Assert.Equal("tiingo", online.Forecast(hour).PriceSource);
            await server.DisposeAsync();
            Assert.Equal(["bars-coinbase.csv", "bars-tiingo.csv"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());

            time.Advance(TimeSpan.FromMinutes(59));
            var batch = await time.RunAsync(together.GetBarsAsync(hour.AddHours(-9671), hour.AddHours(1), TestContext.Current.CancellationToken));
            var offline = new Topic67Forecaster();
            offline.Update(batch);
            Assert.Equal((ForecastSource.Model, hour.AddHours(-1)), (offline.Forecast(hour.AddHours(1)).Source, offline.Forecast(hour.AddHours(1)).Origin));
            Assert.Contains(batch.Warnings, w => w.Contains("could not be reached"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Enough_history_for_the_gate_is_more_than_its_two_years()
    {
        var forecaster = Market.Forecaster(Market.Bars(Horizon.BarsForFullGate + 24));
        Assert.Equal(730 - 7, forecaster.Forecast(forecaster.NewestBar!.Value.AddHours(1)).Gate.Realised);
    }
}
