using System.Globalization;
using System.Text.Json;
using Allora.TestData;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Tests.Golden;

/// <summary>The files of golden numbers, and the bars that they were made from.</summary>
internal static class GoldenFiles
{
    public const double Tolerance = 1e-9;

    private static readonly Lazy<IReadOnlyList<HourlyBar>> Bars = new(() => CsvBars.ReadFile(Data.PriceFile!));

    /// <summary>The bars, or a skip that says what is absent.</summary>
    public static IReadOnlyList<HourlyBar> RealBars()
    {
        Assert.SkipWhen(Data.PriceFile is null, Data.NoPriceFile);
        return Bars.Value;
    }

    public static PriceSeries RealPrices()
    {
        var prices = new PriceSeries();
        foreach (var bar in RealBars())
            prices.Add(bar);
        return prices;
    }

    public static JsonElement Json(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Data.Topic67Folder, file)));
        return document.RootElement.Clone();
    }

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Csv(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Data.Topic67Folder, file));
        var names = lines[0].Split(',');
        return [.. lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',').Zip(names).ToDictionary(p => p.Second, p => p.First))];
    }

    public static int Hour(string label) => Hours.Containing(Time(label));

    public static DateTimeOffset Time(string label) => DateTimeOffset.Parse(label, CultureInfo.InvariantCulture);

    public static int Count(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public static void Near(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance, $"{what}: expected {expected:R}, got {actual:R}");
}
