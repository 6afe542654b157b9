using System.Globalization;
using System.Text.Json;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>Reads the numbers of price answers, which are JSON numbers or text.</summary>
internal static class JsonBars
{
    public static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : element.GetDouble();

    /// <summary>A bar from a row, by the positions of its fields.</summary>
    public static HourlyBar Row(JsonElement row, DateTimeOffset label, int open, int high, int low, int close, int volume) => new(
        label, Number(row[open]), Number(row[high]), Number(row[low]), Number(row[close]), Number(row[volume]));
}
