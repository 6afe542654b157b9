using System.Globalization;
using System.Numerics;
using Allora.TestData;
using Topic67.Competition;
using Topic67.Competition.Idle;
using Topic67.Competition.Replay;
using Topic67.Competition.Report;
using Topic67.Forecasting.Prices;

namespace Topic67.Worker.Tests.Replay;

/// <summary>A day of the competition replay, and seconds of the idle run: what the benchmark's commands do at full length.</summary>
public sealed class CompetitionTests : IDisposable
{
    private static readonly Progress Silent = new(TextWriter.Null);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("topic67-day-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task ADayOfMadeUpBarsIsNoWorseThanTheOriginalInAnything() => await DayAsync(MadeUp(), new DateTimeOffset(2025, 3, 1, 1, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task ADayOfTheCompetitionIsNoWorseThanTheOriginalInAnything()
    {
        Assert.SkipWhen(Data.PriceFile is null, Data.NoPriceFile);
        await DayAsync(Data.PriceFile!, new DateTimeOffset(2025, 9, 16, 1, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task TheIdleRunMeasuresAWorkerThatRunsAsOnARealNetwork()
    {
        var figures = await IdleRun.RunAsync(TimeSpan.FromSeconds(2), Silent, TestContext.Current.CancellationToken, TimeSpan.FromMilliseconds(250));
        Assert.InRange(figures.Seconds, 2, 60);
        Assert.InRange(figures.CpuSeconds, 0, figures.Seconds * Environment.ProcessorCount);
        Assert.InRange(figures.Blocks, 1, 1000);
        Assert.True(figures is { FirstResponseMs: not null, ConfirmedMs: not null }, string.Join('\n', figures.Lines));
        Assert.Equal(0, figures.ExitCode);
        Files.Write(_folder, figures);
        Assert.Equal(figures.CpuSeconds, Files.Read(_folder).Idle!.CpuSeconds);
    }

    private async Task DayAsync(string prices, DateTimeOffset from)
    {
        var options = new ReplayOptions { Prices = prices, From = from, Windows = 24 };
        var figures = await ReplayRun.RunAsync(options, Silent, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 24).Select(hour => from.AddHours(hour)), figures.Windows.Select(w => w.BlockTime));
        foreach (var window in figures.Windows)
        {
            Assert.True(window.IsIncluded, $"{window.Status} {window.Reason}");
            Assert.Equal("Included", window.Status);
            Assert.Equal(window.Expected!.Value, Value(window), 1e-9);
            Assert.NotNull(window.FirstResponseMs);
        }

        Assert.Equal(24, figures.Windows.Select(w => w.Hash).Distinct().Count());
        // Beside the fee the chain takes 10 uallo for each payload.
        var fees = figures.Windows.Aggregate(BigInteger.Zero, (sum, w) => sum + BigInteger.Parse(w.FeeUallo!, CultureInfo.InvariantCulture));
        Assert.Equal(figures.PaidUallo, (fees + (24 * 10)).ToString(CultureInfo.InvariantCulture));
        Assert.Equal((0, 1), (figures.ExitCode, figures.Starts));
        Assert.Contains(figures.Summary, line => line.StartsWith("stopped: the active period", StringComparison.Ordinal));
        var rows = TheTable.Of(figures, null);
        Assert.Equal(12, rows.Count);
        Assert.All(rows, row => Assert.True(row.Holds != false, $"{row.What}: {row.Ours}"));
        Assert.Contains("Failures:\n\n- none", MarkdownReport.Of(figures, null, rows), StringComparison.Ordinal);
        Scored(figures, CsvBars.ReadFile(prices).ToDictionary(b => b.Label, b => b.Close));
        Files.Write(_folder, figures);
        Assert.Equal(24, Files.Read(_folder).Replay!.Windows.Count);
    }

    // The score command beside the same grade made here from the chain's values and the bars.
    private static void Scored(ReplayFigures figures, Dictionary<DateTimeOffset, double> closes)
    {
        var errors = figures.Windows.Select(w => Math.Log(closes[w.BlockTime.AddHours(167)] / closes[w.BlockTime.AddHours(-1)]) - Value(w)).ToList();
        var lines = figures.Score.Split('\n').Select(l => l.Split(": ", 2)).ToDictionary(l => l[0], l => l[1]);
        Assert.Equal("24", lines["windows realised"]);
        Assert.Equal(errors.Average(e => e * e), double.Parse(lines["own mean squared error"], CultureInfo.InvariantCulture), 1e-12);
        Assert.NotEqual("0", lines["windows compared with network"]);
        // One inferer alone is the network.
        Assert.Equal(lines["own mean squared error there"], lines["network mean squared error there"]);
    }

    private static double Value(WindowFate window) => double.Parse(window.Value!, CultureInfo.InvariantCulture);

    private string MadeUp()
    {
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var bars = new SimulatedPriceSource(3, start).GetBarsAsync(start, start.AddDays(70)).GetAwaiter().GetResult().Bars;
        var path = Path.Combine(_folder.FullName, "made-up.csv");
        File.WriteAllLines(path, [CsvBars.Header, .. bars.Select(bar => CsvBars.Line(bar))]);
        return path;
    }
}
