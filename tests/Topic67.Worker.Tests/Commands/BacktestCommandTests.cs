using System.Text.Json;
using Allora.TestData;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Commands;

public sealed class BacktestCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("topic67-backtest-").FullName;

    private string Prices => Path.Combine(_folder, "bars.csv");

    private string Out => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task AFileOfBarsBecomesAReportAndThreePictures()
    {
        WriteBars(2500);
        var (code, output, error) = await RunAsync("--prices", Prices, "--from", "2024-03-01T00:00Z", "--to", "2024-03-20T05:00Z", "--loss", "mae");
        Assert.True(code == 0, error);
        Assert.Equal(
            ["calibration.png", "equity-of-skill.png", "forecasts-and-outcomes.png", "report.json", "report.md"],
            Directory.GetFiles(Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(Out, "*.png"), f => Assert.Equal("PNG"u8, File.ReadAllBytes(f).AsSpan(1, 3)));
        Assert.Contains("## mae, every hour", output, StringComparison.Ordinal);
        Assert.Contains("variant A: 462 of 462 forecasts", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Out, "report.json")));
        foreach (var run in json.RootElement.GetProperty("runs").EnumerateArray())
        {
            var moments = run.GetProperty("forecasts").EnumerateArray().Select(f => f.GetProperty("at").GetDateTimeOffset()).ToList();
            Assert.Equal(462, moments.Count);
            Assert.Equal(new DateTimeOffset(2024, 3, 20, 5, 0, 0, TimeSpan.Zero), moments[^1]);
            Assert.All(moments.Zip(moments.Skip(1)), pair => Assert.Equal(TimeSpan.FromHours(1), pair.Second - pair.First));
        }
    }

    [Fact]
    public async Task TheRealBarsGiveAGradeByYearAndAForecastForEachHour()
    {
        Assert.SkipWhen(Data.PriceFile is null, Data.NoPriceFile);
        var (code, output, error) = await RunAsync("--prices", Data.PriceFile!, "--from", "2024-12-01T01:00Z", "--no-plots");
        Assert.True(code == 0, error);
        Assert.Contains("| A | 2024 |", output, StringComparison.Ordinal);
        Assert.Contains("| A | 2025 |", output, StringComparison.Ordinal);
        Assert.Contains("95 % interval", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Out, "report.json")));
        var hours = (int)(new DateTimeOffset(2025, 11, 23, 0, 0, 0, TimeSpan.Zero) - new DateTimeOffset(2024, 12, 1, 0, 0, 0, TimeSpan.Zero)).TotalHours;
        Assert.All(json.RootElement.GetProperty("runs").EnumerateArray(), run => Assert.Equal(hours, run.GetProperty("forecasts").GetArrayLength()));
        Assert.Equal(3, json.RootElement.GetProperty("runs").GetArrayLength());
    }

    [Theory]
    [InlineData("--prices", "/nowhere/bars.csv", "cannot be read")]
    [InlineData("--loss", "rmse", "not a known loss")]
    [InlineData("--from", "soon", "soon")]
    [InlineData("--to", "2023-01-01T00:00Z", "--to must not be before --from")]
    public async Task WhatIsWrongIsSaidInOneLine(string option, string value, string why)
    {
        WriteBars(400);
        var (code, _, error) = await RunAsync(option == "--prices" ? [option, value] : ["--prices", Prices, option, value]);
        Assert.Equal(2, code);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private void WriteBars(int count)
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var bars = new SimulatedPriceSource(1, start).GetBarsAsync(start, start.AddHours(count)).GetAwaiter().GetResult().Bars;
        File.WriteAllLines(Prices, [CsvBars.Header, .. bars.Select(bar => CsvBars.Line(bar))]);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => WorkerProcess.RunAsync(["backtest", .. arguments, "--out", Out], null, _folder);
}
