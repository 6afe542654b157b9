using System.Globalization;

namespace Topic67.Competition.Report;

/// <summary>The middle, the 99th percentile and the worst of many.</summary>
internal sealed class Spread
{
    private readonly double[] _sorted;

    public Spread(IEnumerable<double?> values) => _sorted = [.. values.OfType<double>().Order()];

    public int Count => _sorted.Length;

    public double Max => _sorted.Length == 0 ? double.NaN : _sorted[^1];

    public double At(double share) => _sorted.Length == 0 ? double.NaN : _sorted[Math.Clamp((int)Math.Ceiling(share * _sorted.Length) - 1, 0, _sorted.Length - 1)];

    public string Text(string format, string unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {At(0.5).ToString(format, CultureInfo.InvariantCulture)}, p99 {At(0.99).ToString(format, CultureInfo.InvariantCulture)}, max {Max.ToString(format, CultureInfo.InvariantCulture)} {unit}");
}
