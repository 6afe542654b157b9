using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Topic67.Worker.Logs;
using Topic67.Worker.State;

namespace Topic67.Worker.Reporting;

/// <summary>Reads the logs of a state folder.</summary>
internal sealed class History(StateFolder folder)
{
    private readonly Lazy<IReadOnlyList<OpenedWindow>> _opened = new(() => OpenedWindow.Read(folder));

    /// <summary>The outcomes, one for each window, oldest first: of several the one that shows most, since a killed worker may record a window twice.</summary>
    public IReadOnlyList<WindowRecord> Windows { get; } =
    [
        .. RotatingFile.Lines(folder.Predictions).Select(Window).OfType<WindowRecord>()
            .GroupBy(static record => record.Nonce)
            .Select(static same => same.OrderBy(static record => record.IsAnswered).ThenBy(static record => record.Hash is not null).ThenBy(static record => record.Timestamp).Last())
            .OrderBy(static record => record.Nonce),
    ];

    /// <summary>The windows that a worker saw, one for each, oldest first.</summary>
    public IReadOnlyList<OpenedWindow> Opened => _opened.Value;

    /// <summary>The newest window that a worker saw or recorded; 0 if there is none.</summary>
    public long LastNonce => Math.Max(Opened is [.., var seen] ? seen.Nonce : 0, Windows is [.., var kept] ? kept.Nonce : 0);

    /// <summary>The number of windows since a moment: those that a worker saw, and those that opened while none ran.</summary>
    public int CountSince(DateTimeOffset from) =>
        Opened.Where(window => window.Seen >= from).Select(static window => window.Nonce).Union(Windows.Where(window => window.Timestamp >= from).Select(static window => window.Nonce)).Count();

    /// <summary>The follow-ups, the newest of each window, oldest first.</summary>
    public IReadOnlyList<FollowUpRecord> FollowUps() =>
        [.. RotatingFile.Lines(folder.FollowUps).Select(static line => Parse(line, StateJson.Default.FollowUpRecord)).OfType<FollowUpRecord>().GroupBy(static one => one.Nonce).Select(static same => same.Last())];

    /// <summary>Returns the number of events of a name since a moment.</summary>
    public int Events(string name, DateTimeOffset from)
    {
        var wanted = $"\"event\":\"{name}\"";
        return RotatingFile.Lines(folder.Events).Count(line => line.Contains(wanted, StringComparison.Ordinal) && TimeOf(line) >= from);
    }

    public DateTimeOffset? LastActivity => RotatingFile.Lines(folder.Events).LastOrDefault() is { } line ? TimeOf(line) : null;

    /// <summary>The windows that can be graded once their outcome is known, oldest first.</summary>
    public IReadOnlyList<WindowRecord> Graded => [.. Windows.Where(w => w is { Status: "Included", BlockTime: not null, Value: not null }).OrderBy(w => w.BlockTime)];

    public IReadOnlyDictionary<long, double> Network()
    {
        var values = new Dictionary<long, double>();
        foreach (var line in RotatingFile.Lines(folder.Network))
        {
            if (Parse(line, StateJson.Default.NetworkRecord) is { } record && double.TryParse(record.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                values[record.Nonce] = value;
        }

        return values;
    }

    /// <summary>The mean fee of the newest windows (uallo), or null.</summary>
    public BigInteger? MeanFee()
    {
        var fees = Windows.Where(w => w.FeeUallo is not null).TakeLast(100).Select(w => BigInteger.Parse(w.FeeUallo!, CultureInfo.InvariantCulture)).ToList();
        return fees.Count == 0 ? null : fees.Aggregate(BigInteger.Zero, (sum, fee) => sum + fee) / fees.Count;
    }

    private static WindowRecord? Window(string line) => Parse(line, StateJson.Default.WindowRecord);

    // A killed process can leave an incomplete last line.
    private static T? Parse<T>(string line, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal static DateTimeOffset? TimeOf(string line) =>
        line.Length > 40 && DateTimeOffset.TryParse(line.AsSpan(14, 24), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
