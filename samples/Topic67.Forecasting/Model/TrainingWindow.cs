using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Model;

/// <summary>The moments of a fit's training rows, moved forward by adding and dropping the rows of the hours between.</summary>
internal sealed class TrainingWindow(PriceSeries prices, int length)
{
    private const int Block = 24;

    private CompensatedSums _sums;
    private int _from;
    private int _to = -1;

    /// <summary>The first hour of the rows in the newest sums.</summary>
    public int From => _from;

    /// <summary>The hour of the last row in the newest sums.</summary>
    public int To => _to;

    /// <summary>Discards the sums: some of their bars have changed.</summary>
    public void Reset() => (_sums, _from, _to) = (default, 0, -1);

    /// <summary>The sums over the rows that a fit at this hour may use: those with a known outcome.</summary>
    public RowSums At(int fitHour)
    {
        var to = fitHour - Horizon.Hours;
        var from = Math.Max(prices.FirstHour + Horizon.LongestLag, to - length + 1);
        if (from > _to || from < _from || to < _to)
            Reset();
        if (_to < _from)
            (_from, _to) = (from, from - 1);
        Apply(_to + 1, to, add: true);
        Apply(_from, from - 1, add: false);
        (_from, _to) = (from, Math.Max(to, from - 1));
        return _sums.Total();
    }

    private void Apply(int from, int to, bool add)
    {
        for (var start = from; start <= to; start += Block)
        {
            var block = default(RowSums);
            block.AddRows(prices.LogsFrom(start - Horizon.LongestLag), Math.Min(Block, to - start + 1));
            if (add)
                _sums.Add(block);
            else
                _sums.Remove(block);
        }
    }
}
