using System.CommandLine;
using System.Globalization;
using Topic67.Forecasting.Backtest;
using Topic67.Forecasting.Prices;

namespace Topic67.Backtesting;

/// <summary>The command line: bars in, report.md, report.json and pictures out.</summary>
public static class BacktestCommand
{
    private static readonly Option<FileInfo> Prices = new("--prices")
    {
        Description = "The bars, as CSV: " + CsvBars.Header + ".",
        Required = true,
    };

    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "The folder for the report. It is created.",
        DefaultValueFactory = _ => new DirectoryInfo("backtest"),
    };

    private static readonly Option<string> Loss = new("--loss")
    {
        Description = "The loss beside squared error, as the topic names it, for example \"zptae std=0.06\".",
        DefaultValueFactory = _ => "sqe",
    };

    private static readonly Option<string> From = new("--from")
    {
        Description = "The moment of the first forecast, UTC.",
        DefaultValueFactory = _ => "2025-02-01T01:00Z",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "The seed of the bootstrap.",
        DefaultValueFactory = _ => 67,
    };

    private static readonly Option<bool> NoPlots = new("--no-plots") { Description = "Leave the pictures out." };

    /// <summary>The command, ready to be invoked.</summary>
    public static RootCommand Create(TextWriter output, TextWriter errors)
    {
        var command = new RootCommand("Walks the topic 67 forecasts through history and grades them against predicting zero.")
        {
            Prices, Out, Loss, From, Seed, NoPlots,
        };
        command.SetAction(parsed =>
        {
            try
            {
                return Run(parsed, output);
            }
            catch (Exception e) when (e is PriceSourceException or ArgumentException or FormatException or IOException)
            {
                errors.WriteLine(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static int Run(ParseResult parsed, TextWriter output)
    {
        var file = parsed.GetRequiredValue(Prices);
        var folder = parsed.GetRequiredValue(Out);
        var options = new BacktestOptions
        {
            From = DateTimeOffset.Parse(parsed.GetRequiredValue(From), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Loss = parsed.GetRequiredValue(Loss),
            Seed = parsed.GetValue(Seed),
        };
        var report = Backtester.Run(CsvBars.ReadFile(file.FullName), "file " + file.Name, options);
        folder.Create();
        var markdown = MarkdownReport.Of(report);
        File.WriteAllText(Path.Combine(folder.FullName, "report.md"), markdown);
        using (var json = File.Create(Path.Combine(folder.FullName, "report.json")))
            JsonReport.Write(json, report);
        if (!parsed.GetValue(NoPlots))
            Plots.Draw(report, folder.FullName);
        output.Write(markdown);
        output.WriteLine();
        var files = folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal);
        output.WriteLine($"Written to {folder.FullName}: {string.Join(", ", files)}");
        return 0;
    }
}
