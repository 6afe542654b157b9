using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Topic67.Worker.Logs;
using Topic67.Worker.State;

namespace Topic67.Worker.Commands;

/// <summary>Reads the logs of a state folder.</summary>
internal sealed class History(StateFolder folder)
{
    public IReadOnlyList<WindowRecord> Windows { get; } = [.. RotatingFile.Lines(folder.Predictions).Select(Window).OfType<WindowRecord>()];

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

    private static DateTimeOffset? TimeOf(string line) =>
        line.Length > 40 && DateTimeOffset.TryParse(line.AsSpan(14, 24), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
