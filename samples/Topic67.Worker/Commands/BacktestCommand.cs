using System.CommandLine;
using Topic67.Forecasting.Backtest;
using Topic67.Forecasting.Prices;
using Topic67.Worker.Market;
using Topic67.Worker.Settings;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>backtest: the forecasts walked through history, graded; Markdown and JSON. The pictures are Topic67.Backtesting's.</summary>
internal sealed class BacktestCommand
{
    private readonly Option<string> _from = new("--from") { Description = "The moment of the first forecast, UTC.", DefaultValueFactory = _ => "2025-02-01T01:00Z" };
    private readonly Option<string?> _to = new("--to") { Description = "The moment of the last forecast, UTC. Default: the last whose outcome is known." };
    private readonly Option<string> _loss = new("--loss") { Description = "The loss beside squared error, as the topic names it.", DefaultValueFactory = _ => "sqe" };
    private readonly Option<string> _out = new("--out") { Description = "The folder for report.md and report.json.", DefaultValueFactory = _ => "backtest" };
    private readonly Option<string?> _source = new("--source") { Description = "Fetch the bars from this price source instead of --prices." };

    public IEnumerable<Option> Options => [_from, _to, _loss, _out, _source];

    public async Task<int> RunAsync(ParseResult line, CommandLineOptions options, WorkerSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            var backtest = new BacktestOptions { From = Values.Time("--from", line.GetRequiredValue(_from)), Loss = line.GetRequiredValue(_loss), Seed = line.GetValue(options.Seed) };
            DateTimeOffset? to = line.GetValue(_to) is { } text ? Values.Time("--to", text) : null;
            var (bars, name) = await BarsAsync(settings, line.GetValue(_source), backtest.From, to, cancellationToken).ConfigureAwait(false);
            await output.WriteLineAsync($"{bars.Count} bars of {name}: forecasting and grading").ConfigureAwait(false);
            await WriteAsync(Backtester.Run(bars, name, backtest), line.GetRequiredValue(_out), settings, output).ConfigureAwait(false);
            return 0;
        }
        catch (Exception exception) when (exception is PriceSourceException or ArgumentException or FormatException or IOException)
        {
            throw new ConfigurationException(exception.Message);
        }
    }

    private static async Task<(IReadOnlyList<HourlyBar> Bars, string Name)> BarsAsync(
        WorkerSettings settings, string? source, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        // A forecast at a moment needs bars up to its outcome, a week later.
        var end = to?.AddHours(168) ?? DateTimeOffset.MaxValue;
        if (settings.PriceFile is { } file)
            return ([.. CsvBars.ReadFile(file).Where(b => b.Label < end)], "file " + Path.GetFileName(file));
        if (source is null)
            throw new ConfigurationException("backtest needs bars: give --prices FILE or --source NAME.");
        var now = TimeProvider.System.GetUtcNow();
        var market = MarketSetup.Open(settings with { PriceSource = source }, new StateFolder(settings.FolderOrDefault), now);
        using var owned = market.Source as IDisposable;
        var batch = await market.Source.GetBarsAsync(from.AddHours(-9672), end < now ? end : now, cancellationToken).ConfigureAwait(false);
        return (batch.Bars, batch.Source);
    }

    private static async Task WriteAsync(BacktestReport report, string folder, WorkerSettings settings, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        var markdown = MarkdownReport.Of(report);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.md"), markdown).ConfigureAwait(false);
        var json = File.Create(Path.Combine(folder, "report.json"));
        await using (json.ConfigureAwait(false))
            JsonReport.Write(json, report);
        await output.WriteLineAsync(markdown).ConfigureAwait(false);
        await output.WriteLineAsync($"Written to {Path.GetFullPath(folder)}: report.json, report.md").ConfigureAwait(false);
        await output.WriteLineAsync($"Pictures: dotnet run -c Release --project samples/Topic67.Backtesting -- --prices {settings.PriceFile ?? "FILE"} --out {folder}").ConfigureAwait(false);
    }
}
