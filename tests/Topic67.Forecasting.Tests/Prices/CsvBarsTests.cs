using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests.Prices;

public sealed class CsvBarsTests
{
    private const string Header = "timestamp_utc,open,high,low,close,volume\n";

    [Theory]
    [InlineData("", "line 1", "the first line must be")]
    [InlineData("time,close\n", "line 1", "the first line must be")]
    [InlineData(Header + "2024-01-01T00:00:00Z,1,2,1,2\n", "line 2", "5 fields instead of 6")]
    [InlineData(Header + "2024-01-01T00:00:00Z,1,2,1,two,0\n", "line 2", "\"two\" is not a number")]
    [InlineData(Header + "yesterday,1,2,1,2,0\n", "line 2", "is not a time")]
    [InlineData(Header + "2024-01-01T00:30:00Z,1,2,1,2,0\n", "line 2", "not a whole hour")]
    [InlineData(Header + "2024-01-01T00:00:00Z,1,2,1,-2,0\n", "line 2", "close -2 is not a price")]
    [InlineData(Header + "2024-01-01T00:00:00Z,1,2,1,NaN,0\n", "line 2", "close NaN is not a price")]
    [InlineData(Header + "2024-01-01T00:00:00Z,1,2,1.5,2,0\n", "line 2", "do not enclose")]
    [InlineData(Header + "2024-01-01T00:00:00Z,1,2,1,2,0\n\n2024-01-01T00:00:00Z,1,2,1,2,0\n", "line 4", "not after the one before it")]
    public void What_is_wrong_is_said_with_its_file_and_line(string text, string where, string why)
    {
        var refused = Assert.Throws<PriceSourceException>(() => CsvBars.Read(new StringReader(text), "bars.csv"));
        Assert.Equal(PriceFault.BadData, refused.Fault);
        Assert.Contains("bars.csv, " + where, refused.Message);
        Assert.Contains(why, refused.Message);
    }

    [Fact]
    public void A_line_that_was_written_reads_back_to_the_same_bar()
    {
        var bar = new HourlyBar(Market.Start, 0.1 + 0.2, 1e5 / 3, 0.3, 2.0 / 3, 1e-9);
        Assert.Equal(bar, Assert.Single(CsvBars.Read(new StringReader(Header + CsvBars.Line(bar) + "\r\n"), "bars.csv")));
    }

    [Fact]
    public async Task A_file_that_is_absent_or_empty_says_so()
    {
        var absent = await Assert.ThrowsAsync<PriceSourceException>(
            () => new CsvPriceSource("/nowhere/bars.csv").GetBarsAsync(Market.Start, Market.Start.AddDays(1), TestContext.Current.CancellationToken));
        Assert.Equal(PriceFault.Unreachable, absent.Fault);
        Assert.Contains("/nowhere/bars.csv", absent.Message);
    }

    [Fact]
    public async Task A_file_gives_the_asked_for_hours_and_names_the_absent_ones()
    {
        var path = Path.Combine(Path.GetTempPath(), $"bars-{Guid.NewGuid():N}.csv");
        try
        {
            var bars = Market.Bars(10);
            bars.RemoveAt(5);
            File.WriteAllText(path, Header + string.Join('\n', bars.Select(b => CsvBars.Line(b))));
            var batch = await new CsvPriceSource(path).GetBarsAsync(
                Market.Start.AddHours(2), Market.Start.AddHours(12), TestContext.Current.CancellationToken);
            Assert.Equal(bars[2..], batch.Bars);
            Assert.Equal([new PriceGap(Market.Start.AddHours(5), Market.Start.AddHours(5)), new(Market.Start.AddHours(10), Market.Start.AddHours(11))], batch.Gaps);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
