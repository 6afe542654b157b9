namespace Allora.Sdk.Emissions.Numbers;

/// <summary>The statistics that the chain uses, in its order of operations.</summary>
public static class DecStatistics
{
    /// <summary>The factor between a median absolute deviation and a standard deviation, as the chain has it.</summary>
    private static readonly Dec NormalScale = Dec.Parse("1.4826");

    /// <summary>The exact sum; 0 for none.</summary>
    /// <param name="values">The numbers.</param>
    public static Dec Sum(this IEnumerable<Dec> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var sum = default(ExactSum);
        foreach (var value in values)
            sum.Add(value);
        return sum.Value;
    }

    /// <summary>The smallest number.</summary>
    /// <param name="values">At least one number.</param>
    /// <exception cref="EmissionsException">There are none.</exception>
    public static Dec Minimum(IReadOnlyList<Dec> values)
    {
        if (values.Count == 0)
            throw new EmissionsException(EmissionsError.NothingToCompute, "There is no smallest of no numbers.");
        var min = values[0];
        for (var i = 1; i < values.Count; i++)
            min = Dec.Min(min, values[i]);
        return min;
    }

    /// <summary>Standard deviation of a sample: sqrt(sum (x - mean)^2 / (N - 1)); 0 for fewer than two numbers. Bessel's correction.</summary>
    /// <param name="values">The numbers.</param>
    public static Dec StandardDeviation(IReadOnlyList<Dec> values)
    {
        if (values.Count <= 1)
            return Dec.Zero;
        var mean = values.Sum() / values.Count;
        var squares = values.Select(value => (value - mean) * (value - mean)).Sum();
        return DecMath.Sqrt(squares / (values.Count - 1));
    }

    /// <summary>The middle of the sorted numbers, or half the sum of the two in the middle; 0 for none.</summary>
    /// <param name="values">The numbers, in any order.</param>
    public static Dec Median(IEnumerable<Dec> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
            return Dec.Zero;
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Median absolute deviation: the median of |x - median|; 0 for fewer than two numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static Dec MedianAbsoluteDeviation(IReadOnlyList<Dec> values)
    {
        if (values.Count <= 1)
            return Dec.Zero;
        var median = Median(values);
        return Median(values.Select(value => (value - median).Abs()));
    }

    /// <summary>The robust scale 1.4826 * MAD + epsilon: the product is rounded, the sum is exact.</summary>
    /// <param name="values">The numbers, in regrets' units.</param>
    /// <param name="epsilon">The topic's epsilon.</param>
    public static Dec RobustScale(IReadOnlyList<Dec> values, Dec epsilon) => (NormalScale * MedianAbsoluteDeviation(values)) + epsilon;

    /// <summary>
    /// The q-quantile: sorted descending, position (1 - q)(N - 1), linear between neighbours; 0 for none.
    /// </summary>
    /// <param name="values">The numbers, in any order.</param>
    /// <param name="quantile">q, from 0 (the smallest) to 1 (the largest).</param>
    public static Dec Quantile(IEnumerable<Dec> values, Dec quantile)
    {
        var sorted = values.OrderDescending().ToArray();
        if (sorted.Length == 0)
            return Dec.Zero;
        var position = (Dec.One - quantile) * (sorted.Length - 1);
        var floor = position.Floor();
        var lower = sorted[(int)floor.Truncate()];
        if (position == floor)
            return lower;
        var upper = sorted[(int)position.Ceiling().Truncate()];
        return lower + ((position - floor) * (upper - lower));
    }

    /// <summary>Exponential moving average: alpha * new + (1 - alpha) * old; new itself if it is the first value or equals the old one.</summary>
    /// <param name="alpha">The share of the new value.</param>
    /// <param name="value">The new value.</param>
    /// <param name="previous">The old average.</param>
    /// <param name="isFirst">If there is no old average.</param>
    public static Dec MovingAverage(Dec alpha, Dec value, Dec previous, bool isFirst = false) =>
        isFirst || value == previous ? value : (alpha * value) + ((Dec.One - alpha) * previous);

    /// <summary>
    /// m steps of a moving average toward an asymptote a: (1 - alpha)^m * x + a * (1 - (1 - alpha)^m).
    /// </summary>
    /// <param name="alpha">The share of each step.</param>
    /// <param name="asymptote">a.</param>
    /// <param name="value">x.</param>
    /// <param name="steps">m.</param>
    public static Dec MovingAverageToward(Dec alpha, Dec asymptote, Dec value, long steps)
    {
        var decay = DecMath.Pow(Dec.One - alpha, steps);
        return (decay * value) + (asymptote * (Dec.One - decay));
    }

    /// <summary>The soft rectifier of rewards: Phi_{p,c}(x) = ln(1 + e^{p (x - c)}).</summary>
    /// <param name="p">Steepness.</param>
    /// <param name="c">Offset.</param>
    /// <param name="x">The argument.</param>
    public static Dec Phi(Dec p, Dec c, Dec x) => DecMath.Ln(Dec.One + DecMath.Exp(p * (x - c)));
}
