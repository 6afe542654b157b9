using CsCheck;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests.Prices;

public sealed class PriceSeriesTests
{
    [Fact]
    public void A_series_holds_what_a_dictionary_holds_in_any_order_of_arrival()
    {
        Gen.Select(Gen.Int[-400, 900], Gen.Double[1, 100_000]).List[1, 200].Sample(
            bars =>
            {
                var expected = new Dictionary<DateTimeOffset, double>();
                var series = new PriceSeries();
                foreach (var (hour, close) in bars)
                {
                    expected[Market.Start.AddHours(hour)] = close;
                    series.Add(HourlyBar.OfClose(Market.Start.AddHours(hour), close));
                }

                Assert.Equal(expected.Count, series.Count);
                Assert.Equal((expected.Keys.Min(), expected.Keys.Max()), (series.First, series.Last));
                for (var hour = -402; hour < 903; hour++)
                {
                    var label = Market.Start.AddHours(hour);
                    Assert.Equal(expected.TryGetValue(label, out var close) ? close : null, series.CloseOf(label));
                }

                Assert.Equal((series.LastHour - series.FirstHour + 1) - series.Count, series.FindGaps().Sum(g => g.Hours));
                Assert.All(series.FindGaps(), g => Assert.Null(series.CloseOf(g.From)));
            },
            iter: 200);
    }

    [Fact]
    public void A_bar_that_is_unusable_is_refused_and_the_series_stays()
    {
        var series = Market.Prices(Market.Bars(3));
        Assert.Throws<PriceSourceException>(() => series.Add(HourlyBar.OfClose(Market.Start.AddMinutes(30), 1)));
        Assert.Throws<PriceSourceException>(() => series.Add(HourlyBar.OfClose(Market.Start.AddHours(3), 0)));
        Assert.Throws<PriceSourceException>(() => series.Add(HourlyBar.OfClose(Market.Start.AddYears(200), 1)));
        Assert.Equal(3, series.Count);
    }

    [Fact]
    public void The_newest_closed_bar_is_labelled_an_hour_before_the_current_hour()
    {
        foreach (var (moment, label) in new[] { ("01:00", "00:00"), ("01:59:59.9999999", "00:00"), ("02:00", "01:00"), ("00:30", "23:00") })
        {
            var day = new DateTimeOffset(2025, 3, 2, 0, 0, 0, TimeSpan.Zero);
            var at = day + TimeSpan.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(label, Hours.Label(Hours.NewestClosed(at)).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(Hours.NewestClosed(at), Hours.NewestClosed(at.ToOffset(TimeSpan.FromHours(5.5))));
        }

        Assert.Equal(-1, Hours.Containing(DateTimeOffset.UnixEpoch.AddTicks(-1)));
        Assert.Equal(-1, Hours.Containing(DateTimeOffset.UnixEpoch.AddHours(-1)));
    }
}
