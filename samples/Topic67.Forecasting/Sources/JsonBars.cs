using System.Globalization;
using System.Text.Json;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>Reads the rows of price answers, whose numbers are JSON numbers or text.</summary>
internal static class JsonBars
{
    /// <summary>The bars of an answer's rows. A row that cannot be read is one lost bar, not a lost answer.</summary>
    /// <exception cref="FormatException">There are rows, and none of them can be read: the format is another one.</exception>
    public static BarPage Read(JsonElement rows, Func<JsonElement, HourlyBar> read)
    {
        var (bars, unreadable) = (new List<HourlyBar>(), 0);
        foreach (var row in rows.EnumerateArray())
        {
            try
            {
                bars.Add(read(row));
            }
            catch (Exception e) when (IsOtherFormat(e))
            {
                unreadable++;
            }
        }

        return bars.Count > 0 || unreadable == 0 ? new BarPage(bars, unreadable) : throw new FormatException("No row can be read.");
    }

    /// <summary>Whether reading JSON throws this for data of another format.</summary>
    public static bool IsOtherFormat(Exception e) => e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException
        or IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException;

    /// <summary>A price; NaN, which no bar may have, if it is absent or not a number.</summary>
    public static double Price(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String when double.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => double.NaN,
    };

    /// <summary>A volume; 0 if it is not reported: no model uses it.</summary>
    public static double Volume(JsonElement element) => Price(element) is var volume && double.IsFinite(volume) && volume >= 0 ? volume : 0;

    /// <summary>A whole number, as Unix times are.</summary>
    public static long Whole(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var whole)
        ? whole
        : Price(element) is var number && double.IsInteger(number) ? checked((long)number) : throw new FormatException("It is not a whole number.");

    /// <summary>A bar from a row, by the positions of its fields.</summary>
    public static HourlyBar Row(JsonElement row, DateTimeOffset label, int open, int high, int low, int close, int volume) => new(
        label, Price(row[open]), Price(row[high]), Price(row[low]), Price(row[close]), Volume(row[volume]));
}
