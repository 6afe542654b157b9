using System.Text.Json;
using Topic67.Worker.Logs;
using Topic67.Worker.State;

namespace Topic67.Worker.Reporting;

/// <summary>A window that a worker saw, by the event log.</summary>
/// <param name="Nonce">The window.</param>
/// <param name="Seen">When a worker reported it first.</param>
internal sealed record OpenedWindow(long Nonce, DateTimeOffset Seen)
{
    public DateTimeOffset? BlockTime { get; init; }

    /// <summary>The value that was predicted, and how.</summary>
    public string? Value { get; init; }

    public string? How { get; init; }

    /// <summary>The hash of the transaction that was sent.</summary>
    public string? Hash { get; init; }

    public static IReadOnlyList<OpenedWindow> Read(StateFolder folder)
    {
        var windows = new SortedDictionary<long, OpenedWindow>();
        foreach (var line in RotatingFile.Lines(folder.Events))
        {
            var isOpening = line.Contains("\"event\":\"window_open\"", StringComparison.Ordinal);
            var isOfWindow = isOpening || line.Contains("\"event\":\"prediction\"", StringComparison.Ordinal) || line.Contains("\"event\":\"submission\"", StringComparison.Ordinal);
            if (isOfWindow && History.TimeOf(line) is { } at)
                Take(windows, line, isOpening, at);
        }

        return [.. windows.Values];
    }

    private static void Take(SortedDictionary<long, OpenedWindow> windows, string line, bool isOpening, DateTimeOffset at)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var data = document.RootElement.GetProperty("data");
            var nonce = data.GetProperty("nonce").GetInt64();
            var window = windows.GetValueOrDefault(nonce) ?? new OpenedWindow(nonce, at);
            if (isOpening && data.TryGetProperty("block_time", out var time) && time.TryGetDateTimeOffset(out var blockTime))
                window = window with { BlockTime = blockTime };
            if (!isOpening && window.BlockTime is null && data.TryGetProperty("at", out var made) && made.TryGetDateTimeOffset(out var moment))
                window = window with { BlockTime = moment };
            if (!isOpening && data.TryGetProperty("value", out var value))
                window = window with { Value = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), How = data.TryGetProperty("how", out var how) ? how.GetString() : window.How };
            if (data.TryGetProperty("hash", out var hash))
                window = window with { Hash = hash.GetString() };
            windows[nonce] = window;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // A killed process can leave an incomplete last line.
        }
    }
}
