using System.Globalization;
using System.Numerics;
using System.Text;

namespace Allora.TestData.Epochs;

/// <summary>Compared values, counted by kind, with the largest relative difference of those that differ.</summary>
public sealed class ValueTable
{
    private readonly SortedDictionary<string, Row> _rows = new(StringComparer.Ordinal);

    /// <summary>The first differences, to be read.</summary>
    public List<string> Differences { get; } = [];

    public long Compared => _rows.Values.Sum(static row => row.Cases);

    public long Wrong => _rows.Values.Sum(static row => row.Cases - row.Same);

    /// <summary>Compares two texts of a value; null stands for an absent one.</summary>
    public void Compare(string kind, string where, string? expected, string? actual)
    {
        var group = kind.Split('.', 2)[0];
        if (!_rows.TryGetValue(group, out var row))
            _rows[group] = row = new Row();
        row.Cases++;
        if (expected == actual)
        {
            row.Same++;
            return;
        }

        row.Largest = Math.Max(row.Largest, RelativeDifference(expected, actual));
        if (Differences.Count < 60)
            Differences.Add($"{kind} at {where}: expected {expected ?? "nothing"}, computed {actual ?? "nothing"}");
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"values",-54} {"cases",8} {"same text",9} {"wrong",7} {"largest relative difference",12}");
        foreach (var (kind, row) in _rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"{kind,-54} {row.Cases,8} {row.Same,9} {row.Cases - row.Same,7} {row.Largest,12:0.##e+0}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"all",-54} {Compared,8} {Compared - Wrong,9} {Wrong,7}");
        return text.ToString();
    }

    /// <summary>For the report alone: no result depends on it.</summary>
    private static double RelativeDifference(string? expected, string? actual)
    {
        if (!double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
            || !double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var right))
            return 1;
        if (left != right)
            return Math.Abs(left - right) / Math.Max(Math.Abs(left), Math.Abs(right));
        return Digits(expected!) == Digits(actual!) ? 0 : 1e-17;

        static BigInteger Digits(string text) =>
            BigInteger.TryParse(string.Concat(text.Where(char.IsAsciiDigit)).TrimEnd('0'), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
                ? digits
                : BigInteger.Zero;
    }

    private sealed class Row
    {
        public long Cases { get; set; }

        public long Same { get; set; }

        public double Largest { get; set; }
    }
}
