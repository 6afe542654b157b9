using System.CommandLine;
using Topic67.Forecasting.Backtest;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Market;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>backtest: replays the forecasts over history and grades them; writes Markdown, JSON and, except in native builds, plots.</summary>
internal sealed class BacktestCommand
{
    private readonly Option<string> _from = new("--from") { Description = "The moment of the first forecast, UTC.", DefaultValueFactory = _ => "2025-02-01T01:00Z" };
    private readonly Option<string?> _to = new("--to") { Description = "The moment of the last forecast, UTC. Default: the last one that the bars allow." };
    private readonly Option<string> _loss = new("--loss") { Description = "A loss in addition to squared error, as the topic names it.", DefaultValueFactory = _ => "sqe" };
    private readonly Option<string> _out = new("--out") { Description = "The folder for the report. It is created.", DefaultValueFactory = _ => "backtest" };
    private readonly Option<string?> _source = new("--source") { Description = "Fetch the bars from this price source instead of --prices." };
    private readonly Option<bool> _noPlots = new("--no-plots") { Description = "Write no plots." };

    public IEnumerable<Option> Options => [_from, _to, _loss, _out, _source, _noPlots];

    public async Task<int> RunAsync(ParseResult line, CommandLineOptions options, WorkerSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            var backtest = new BacktestOptions
            {
                From = IsoTimes.From("--from", line.GetRequiredValue(_from)),
                Until = line.GetValue(_to) is { } text ? Until("--to", text) : null,
                Loss = line.GetRequiredValue(_loss),
                Seed = line.GetValue(options.Seed),
            };
            if (backtest.Until <= backtest.From)
                throw new ConfigurationException("--to must not be before --from.");
            var (bars, name) = await BarsAsync(settings, line.GetValue(_source), backtest, cancellationToken).ConfigureAwait(false);
            await output.WriteLineAsync($"{bars.Count} bars of {name}: forecasting and grading").ConfigureAwait(false);
            var own = await OwnForecasts.MakeAsync(settings, bars, backtest, new Lines(output), cancellationToken).ConfigureAwait(false);
            var report = Backtester.Run(bars, name, own, backtest, new Lines(output), cancellationToken);
            await WriteAsync(report, line.GetRequiredValue(_out), !line.GetValue(_noPlots), output).ConfigureAwait(false);
            return 0;
        }
        catch (Exception exception) when (exception is PriceSourceException or ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(exception.Message);
        }
        catch (OperationCanceledException)
        {
            throw new ConfigurationException("The backtest was interrupted; nothing was written.");
        }
    }

    // The last forecast: at a moment that moment itself, at a date the last of its hours.
    private static DateTimeOffset Until(string name, string text) =>
        IsoTimes.Until(name, text) is var end && end == IsoTimes.From(name, text) ? end.AddTicks(1) : end;

    private static async Task<(IReadOnlyList<HourlyBar> Bars, string Name)> BarsAsync(
        WorkerSettings settings, string? source, BacktestOptions backtest, CancellationToken cancellationToken)
    {
        if (settings.PriceFile is { } file)
            return (CsvBars.ReadFile(file), "file " + Path.GetFileName(file));
        if (source is null)
            throw new ConfigurationException("backtest needs bars: give --prices FILE or --source NAME.");
        var now = TimeProvider.System.GetUtcNow();
        // A forecast at a moment is graded by bars up to its outcome, a week later.
        var end = backtest.Until?.AddHours(168) ?? now;
        using var cache = new PriceCacheCopy(new StateFolder(settings.FolderOrDefault));
        var market = MarketSetup.Open(settings with { PriceSource = source, Simulated = false }, cache.Folder, now);
        using var owned = market.Source as IDisposable;
        var batch = await market.Source.GetBarsAsync(backtest.From.AddHours(-9672), end < now ? end : now, cancellationToken).ConfigureAwait(false);
        return (batch.Bars, batch.Source);
    }

    private static async Task WriteAsync(BacktestReport report, string folder, bool pictures, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        var drawn = pictures ? Draw(report, folder) : [];
        var markdown = MarkdownReport.Of(report) + (drawn.Count == 0 ? "" : "\n## Plots\n\n" + string.Concat(drawn.Select(static file => $"![{Path.GetFileNameWithoutExtension(file)}]({file})\n\n")));
        await File.WriteAllTextAsync(Path.Combine(folder, "report.md"), markdown).ConfigureAwait(false);
        var json = File.Create(Path.Combine(folder, "report.json"));
        await using (json.ConfigureAwait(false))
            JsonReport.Write(json, report);
        await output.WriteLineAsync(markdown).ConfigureAwait(false);
        var files = string.Join(", ", drawn.Prepend("report.md").Prepend("report.json"));
        await output.WriteLineAsync($"Written to {Path.GetFullPath(folder)}: {files}").ConfigureAwait(false);
        if (pictures && drawn.Count == 0)
            await output.WriteLineAsync("This native build draws no plots: use `dotnet run -c Release --project samples/Topic67.Worker -- backtest`.").ConfigureAwait(false);
    }

#if PICTURES
    private static List<string> Draw(BacktestReport report, string folder) => [.. Topic67.Backtesting.BacktestPlots.Draw(report, folder).Select(f => Path.GetFileName(f))];
#else
    private static List<string> Draw(BacktestReport report, string folder) => [];
#endif

    private sealed class Lines(TextWriter output) : IProgress<string>
    {
        public void Report(string value) => output.WriteLine(value);
    }
}
