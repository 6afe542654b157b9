namespace Allora.Sdk.Emissions.Numbers;

/// <summary>
/// e^x and ln x with the chain's steps of 36 digits, each rounded half to even. The steps, not the true values, make the last digits.
/// </summary>
internal static class Exponentials
{
    /// <summary>Digits of each step.</summary>
    public const int Digits = 36;

    private const int TableSize = 300;

    /// <summary>ln 10, cut (not rounded) after 36 decimals.</summary>
    public static readonly Dec Ln10 = Dec.Parse("2.302585092994045684017991454684364207");

    /// <summary>Above this the result overflows, below its negative it is 0.</summary>
    private static readonly Dec Limit = Ln10 * Dec.MaxExponent;

    private static readonly Dec StepsPerUnit = Divide(TableSize, Ln10);

    /// <summary>ln 10 / 300 in two parts: N * s1 is exact.</summary>
    private static readonly Dec StepHigh = Dec.Divide(HighPrecision.Ln10, TableSize, 22, DecRounding.TowardZero);

    private static readonly Dec StepLow =
        Dec.Divide(HighPrecision.Ln10 - (StepHigh * TableSize), TableSize, 34, DecRounding.HalfEven);

    private static readonly Dec Sixth = Divide(1, 6);
    private static readonly Dec Term360 = Divide(1, 360);
    private static readonly Dec Term15120 = Divide(1, 15120);
    private static readonly Dec Term604800 = 604800;

    private static readonly Entry?[] Table = new Entry?[TableSize];

    /// <summary>e^x, not yet rounded to 34 digits.</summary>
    public static Dec Exp(Dec x)
    {
        if (x.IsNaN || x > Limit)
            throw new EmissionsException(x.IsNaN ? EmissionsError.InvalidOperand : EmissionsError.OutOfRange, $"e^({x}) is out of range");
        if (x < -Limit)
            return Dec.Zero;
        var steps = Multiply(x, StepsPerUnit).Nearest();
        var r = Subtract(Subtract(x, Multiply(steps, StepHigh)), Multiply(steps, StepLow));
        var (decades, index) = (Math.DivRem(checked((int)steps), TableSize, out var rest), rest);
        if (index < 0)
            (decades, index) = (decades - 1, index + TableSize);
        var t = Power(index);
        var square = Multiply(r, r);
        var q = Subtract(Term15120, Divide(square, Term604800));
        q = Add(-Term360, Multiply(square, q));
        q = Add(Sixth, Multiply(square, q));
        q = Subtract(r, Multiply(square, q));
        var tr = Multiply(t, r);
        var sum = Add(Add(Divide(Multiply(tr, q), Subtract(2, q)), tr), t);
        return sum.Shifted(decades);
    }

    /// <summary>ln x, not yet rounded to 34 digits.</summary>
    public static Dec Ln(Dec x)
    {
        if (x.IsNaN || x.Sign <= 0)
            throw new EmissionsException(EmissionsError.InvalidOperand, $"the logarithm of {x} is not defined");
        if (x == Dec.One)
            return Dec.Zero;
        var decades = x.AdjustedExponent;
        var a = new Dec(x.Coefficient, x.Exponent - decades);
        var y = Subtract(3, Divide(9, Add(a, 2)));
        for (var i = 0; i < 3; i++)
        {
            var power = Exp(y);
            y = Subtract(y, Divide(Multiply(2, Subtract(power, a)), Add(power, a)));
        }

        return Add(y, Multiply(decades, Ln10));
    }

    /// <summary>10^(index / 300): the exponent is rounded to 36 digits first, then the power.</summary>
    private static Dec Power(int index)
    {
        if (Table[index] is { } known)
            return known.Value;
        var exponent = Divide(index, TableSize);
        var power = index == 0 ? Dec.One : HighPrecision.PowerOfTen(exponent).Round(Digits, DecRounding.HalfEven);
        Table[index] = new Entry(power);
        return power;
    }

    private static Dec Add(Dec left, Dec right) => ExactSum.Rounded(left, right, Digits, DecRounding.HalfEven);

    private static Dec Subtract(Dec left, Dec right) => ExactSum.Rounded(left, right.Opposite, Digits, DecRounding.HalfEven);

    private static Dec Multiply(Dec left, Dec right) => Dec.Multiply(left, right, Digits, DecRounding.HalfEven);

    private static Dec Divide(Dec left, Dec right) => Dec.Divide(left, right, Digits, DecRounding.HalfEven);

    /// <summary>A class, because a reference is read and written whole by several threads.</summary>
    private sealed record Entry(Dec Value);
}
