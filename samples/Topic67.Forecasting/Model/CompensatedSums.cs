using System.Runtime.Intrinsics;

namespace Topic67.Forecasting.Model;

/// <summary>
/// Moments to which blocks of rows are added and from which they are subtracted again, for years. The rounding error of each addition is
/// kept next to the total, so the rolling totals do not drift from a fresh sum.
/// </summary>
internal struct CompensatedSums
{
    private RowSums _total;
    private RowSums _lost;

    public void Add(in RowSums block) => Accumulate(block, 1);

    public void Remove(in RowSums block) => Accumulate(block, -1);

    public readonly RowSums Total() => new()
    {
        Count = _total.Count,
        Sum = _total.Sum + _lost.Sum,
        By24 = _total.By24 + _lost.By24,
        By168 = _total.By168 + _lost.By168,
        By720 = _total.By720 + _lost.By720,
        ByY = _total.ByY + _lost.ByY,
    };

    private void Accumulate(in RowSums block, int sign)
    {
        _total.Count += sign * block.Count;
        Accumulate(ref _total.Sum, ref _lost.Sum, block.Sum * sign);
        Accumulate(ref _total.By24, ref _lost.By24, block.By24 * sign);
        Accumulate(ref _total.By168, ref _lost.By168, block.By168 * sign);
        Accumulate(ref _total.By720, ref _lost.By720, block.By720 * sign);
        Accumulate(ref _total.ByY, ref _lost.ByY, block.ByY * sign);
    }

    // The branchless two-sum: the error of an addition is itself a double, whichever term is larger.
    private static void Accumulate(ref Vector256<double> total, ref Vector256<double> lost, Vector256<double> term)
    {
        var sum = total + term;
        var added = sum - total;
        lost += (total - (sum - added)) + (term - added);
        total = sum;
    }
}
