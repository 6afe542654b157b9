using Topic67.Backtesting;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests.Backtest;

public sealed class BacktestCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("topic67-backtest-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public void A_file_of_bars_becomes_a_report_and_three_pictures()
    {
        var prices = Path.Combine(_folder, "bars.csv");
        File.WriteAllLines(prices, [CsvBars.Header, .. Market.Bars(2500).Select(b => CsvBars.Line(b))]);
        var result = Run("--prices", prices, "--out", Path.Combine(_folder, "out"), "--from", "2024-03-01T00:00Z", "--loss", "mae");
        Assert.Equal((0, ""), (result, _errors.ToString()));
        Assert.Equal(
            ["calibration.png", "equity-of-skill.png", "forecasts-and-outcomes.png", "report.json", "report.md"],
            Directory.GetFiles(Path.Combine(_folder, "out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(Path.Combine(_folder, "out"), "*.png"), f => Assert.Equal("PNG"u8, File.ReadAllBytes(f).AsSpan(1, 3)));
        Assert.Contains("## mae, every hour", _output.ToString());
    }

    [Theory]
    [InlineData("--prices", "/nowhere/bars.csv", "cannot be read")]
    [InlineData("--loss", "rmse", "not a known loss")]
    [InlineData("--from", "soon", "soon")]
    public void What_is_wrong_is_said_without_a_stack_trace(string option, string value, string why)
    {
        var prices = Path.Combine(_folder, "bars.csv");
        File.WriteAllLines(prices, [CsvBars.Header, .. Market.Bars(400).Select(b => CsvBars.Line(b))]);
        string[] arguments = option == "--prices" ? [option, value] : ["--prices", prices, option, value];
        Assert.Equal(1, Run([.. arguments, "--out", Path.Combine(_folder, "out")]));
        Assert.Contains(why, _errors.ToString());
        Assert.Single(_errors.ToString().TrimEnd().Split('\n'));
    }

    private int Run(params string[] arguments) => BacktestCommand.Create(_output, _errors).Parse(arguments).Invoke();
}
