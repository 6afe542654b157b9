using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Cli.Transactions;
using Allora.Sdk;
using Allora.Sdk.Workers.History;

namespace Allora.Cli.Stores;

/// <summary>allora history: what became of the submissions that 'worker run' made.</summary>
internal static class HistoryCommand
{
    // What people read at a glance; --csv and --output json have every column.
    private static readonly string[] Shown = ["nonce", "wallet", "actor", "status", "value", "height", "fee", "score", "reward", "message"];

    public static Command Create()
    {
        var store = new StoreOptions();
        var topic = new Argument<ulong>("TOPIC") { Description = "The topic." };
        var since = new Option<string?>("--since") { Description = "Submissions that changed since then: 7d, 12h, 30m, or a date such as 2026-01-31 (UTC).", HelpName = "TIME" };
        var csv = new Option<FileInfo?>("--csv") { Description = "Writes all columns into a file, which must not exist.", HelpName = "FILE" };
        return new Command("history", "Shows a topic's submissions with their results, fees, scores and rewards.") { topic, since, csv, store.Store, store.State }.Runs(async (parsed, screen, cancellationToken) =>
        {
            await using var history = OpenHistory.Open(store.Read(parsed), parsed.GetValue(store.State), mustExist: true);
            var rows = history.Store.ReadAsync(parsed.GetValue(topic), TimeOf(parsed.GetValue(since)), cancellationToken);
            if (parsed.GetValue(csv) is { } file)
                return await WriteAsync(rows, file.FullName, screen, cancellationToken);
            var lines = new List<JsonObject>();
            await foreach (var row in rows)
                lines.Add(Json(row, screen.IsJson ? HistoryText.Columns : Shown));
            screen.Table(lines, "no submissions are recorded for this topic in this store");
            return ExitCodes.Ok;
        });
    }

    private static async Task<int> WriteAsync(IAsyncEnumerable<HistoryRow> rows, string path, Screen screen, CancellationToken cancellationToken)
    {
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            throw new UsageException("--csv needs a file whose name ends with .csv");
        if (File.Exists(path))
            throw new UsageException($"{path} exists: name another file");
        var count = 0;
        await using (var writer = new StreamWriter(path))
        {
            await writer.WriteLineAsync(string.Join(',', HistoryText.Columns));
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                await writer.WriteLineAsync(string.Join(',', HistoryText.Write(row).Select(static text => Cell(text))));
                count++;
            }
        }

        screen.Fields(new JsonObject { ["file"] = path, ["submissions"] = count });
        return ExitCodes.Ok;
    }

    // A negative number is no formula.
    private static string Cell(string? text) => text is null || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? text ?? "" : CsvFile.Quoted(text);

    private static JsonObject Json(HistoryRow row, IReadOnlyList<string> columns)
    {
        var texts = HistoryText.Write(row);
        return new JsonObject(columns.Select(name => KeyValuePair.Create<string, JsonNode?>(name, texts[HistoryText.Columns.Index().First(column => column.Item == name).Index])));
    }

    private static DateTimeOffset? TimeOf(string? text)
    {
        if (text is null)
            return null;
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ssZ"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return date;
        var unit = text[^1] switch { 'd' => TimeSpan.FromDays(1), 'h' => TimeSpan.FromHours(1), 'm' => TimeSpan.FromMinutes(1), _ => TimeSpan.Zero };
        return unit > TimeSpan.Zero && int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 100_000
            ? TimeProvider.System.GetUtcNow() - (count * unit)
            : throw new UsageException($"--since \"{SafeText.Value(text)}\" is not a time: write 7d, 12h, 30m or a date such as 2026-01-31");
    }
}
