using System.Globalization;
using System.Text;

namespace Topic67.Forecasting.Prices;

/// <summary>Hourly bars as text: a header line "timestamp_utc,open,high,low,close,volume", then one bar per line.</summary>
public static class CsvBars
{
    /// <summary>The first line of every file.</summary>
    public const string Header = "timestamp_utc,open,high,low,close,volume";

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] TimeFormats = ["yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", "yyyy-MM-ddTHH:mm:sszzz"];

    /// <summary>Reads bars; they must be in order, without duplicate labels. Absent hours are allowed.</summary>
    /// <exception cref="PriceSourceException">A line cannot be read; the message names the file and the line.</exception>
    public static IReadOnlyList<HourlyBar> Read(TextReader reader, string name)
    {
        if (reader.ReadLine()?.Trim('\uFEFF', ' ') is not Header)
            throw Bad(name, 1, $"the first line must be \"{Header}\"");
        var bars = new List<HourlyBar>();
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0)
                continue;
            var bar = ReadLine(text, name, line);
            if (bars.Count > 0 && bar.Label <= bars[^1].Label)
                throw Bad(name, line, $"label {bar.Label:yyyy-MM-ddTHH:mmZ} is not after the one before it");
            bars.Add(bar);
        }

        return bars;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="PriceSourceException">The file is absent, empty or cannot be read.</exception>
    public static IReadOnlyList<HourlyBar> ReadFile(string path)
    {
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8);
            var bars = Read(reader, Path.GetFileName(path));
            return bars.Count > 0 ? bars : throw new PriceSourceException(PriceFault.NoData, $"{path} holds no bars.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PriceSourceException(PriceFault.Unreachable, $"The price file {path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes one bar as a line, without its end. Numbers keep every digit.</summary>
    public static string Line(in HourlyBar bar) => string.Create(
        CultureInfo.InvariantCulture,
        $"{bar.Label.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ},{bar.Open:R},{bar.High:R},{bar.Low:R},{bar.Close:R},{bar.Volume:R}");

    private static HourlyBar ReadLine(string text, string name, int line)
    {
        var fields = text.Split(',');
        if (fields.Length != 6)
            throw Bad(name, line, $"{fields.Length} fields instead of 6");
        if (!DateTimeOffset.TryParseExact(fields[0], TimeFormats, CultureInfo.InvariantCulture, Utc, out var label))
            throw Bad(name, line, $"\"{fields[0]}\" is not a time such as 2024-01-31T05:00:00Z");

        Span<double> numbers = stackalloc double[5];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(fields[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
                throw Bad(name, line, $"\"{fields[i + 1]}\" is not a number");
        }

        var bar = new HourlyBar(label, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
        return bar.Fault() is { } fault ? throw Bad(name, line, fault) : bar;
    }

    private static PriceSourceException Bad(string name, int line, string why) =>
        new(PriceFault.BadData, $"{name}, line {line}: {why}.");
}
