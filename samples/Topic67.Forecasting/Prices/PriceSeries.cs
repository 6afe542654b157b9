namespace Topic67.Forecasting.Prices;

/// <summary>
/// Closes keyed by the hour. An hour may be absent; nothing is ever filled in. Logarithms are taken once, when a bar arrives.
/// Not safe for use by several threads at once.
/// </summary>
public sealed class PriceSeries
{
    private const int LongestSpan = 30 * 366 * Hours.PerDay;

    private double[] _logs = [];
    private double[] _closes = [];
    private int _start;
    private int _length;

    /// <summary>The number of known bars.</summary>
    public int Count { get; private set; }

    /// <summary>The label of the first bar, or null.</summary>
    public DateTimeOffset? First => Count == 0 ? null : Hours.Label(FirstHour);

    /// <summary>The label of the newest bar, or null.</summary>
    public DateTimeOffset? Last => Count == 0 ? null : Hours.Label(LastHour);

    internal int FirstHour => _start;

    internal int LastHour => _start + _length - 1;

    /// <summary>Stores a bar, in any order. A second bar of the same hour replaces the first.</summary>
    /// <returns>True if the series changed.</returns>
    /// <exception cref="PriceSourceException">The bar is unusable.</exception>
    public bool Add(in HourlyBar bar)
    {
        if (bar.Fault() is { } fault)
            throw new PriceSourceException(PriceFault.BadData, "A bar was refused: " + fault + ".");
        var index = MakeRoom(Hours.Containing(bar.Label));
        if (_closes[index] == bar.Close)
            return false;
        if (double.IsNaN(_closes[index]))
            Count++;
        _closes[index] = bar.Close;
        _logs[index] = Math.Log(bar.Close);
        return true;
    }

    /// <summary>The close of a bar, or null if the hour is absent.</summary>
    public double? CloseOf(DateTimeOffset label)
    {
        var index = Hours.Containing(label) - _start;
        return (uint)index < (uint)_length && !double.IsNaN(_closes[index]) ? _closes[index] : null;
    }

    /// <summary>The hours without a bar between the first and the newest bar.</summary>
    public IReadOnlyList<PriceGap> FindGaps()
    {
        var gaps = new List<PriceGap>();
        for (var index = 0; index < _length; index++)
        {
            var from = index;
            while (double.IsNaN(_closes[index]))
                index++;
            if (index > from)
                gaps.Add(new PriceGap(Hours.Label(_start + from), Hours.Label(_start + index - 1)));
        }

        return gaps;
    }

    /// <summary>The logarithm of an hour's close; NaN if the hour is absent.</summary>
    internal double LogAt(int hour)
    {
        var index = hour - _start;
        return (uint)index < (uint)_length ? _logs[index] : double.NaN;
    }

    internal bool Has(int hour) => !double.IsNaN(LogAt(hour));

    /// <summary>The logarithms of the hours from <paramref name="fromHour"/> to the newest.</summary>
    internal ReadOnlySpan<double> LogsFrom(int fromHour) => _logs.AsSpan(fromHour - _start, _start + _length - fromHour);

    private int MakeRoom(int hour)
    {
        if (_length == 0)
            _start = hour;
        var before = Math.Max(0, _start - hour);
        var length = Math.Max(_length + before, hour - _start + before + 1);
        if (length > LongestSpan)
        {
            throw new PriceSourceException(
                PriceFault.BadData, $"A bar was refused: label {Hours.Label(hour):u} is decades from the others.");
        }

        if (before > 0 || length > _closes.Length)
        {
            _closes = Grow(_closes, before, length);
            _logs = Grow(_logs, before, length);
            _start -= before;
        }

        _length = length;
        return hour - _start;
    }

    private double[] Grow(double[] old, int before, int length)
    {
        var grown = new double[length > old.Length ? Math.Max(length, old.Length * 2) : old.Length];
        Array.Fill(grown, double.NaN);
        old.AsSpan(0, _length).CopyTo(grown.AsSpan(before));
        return grown;
    }
}
