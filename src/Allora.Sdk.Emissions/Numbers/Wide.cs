namespace Allora.Sdk.Emissions.Numbers;

/// <summary>An unsigned integer of 256 bits: large enough for any product of two coefficients of up to 38 digits.</summary>
internal readonly struct Wide(UInt128 high, UInt128 low)
{
    public UInt128 High { get; } = high;

    public UInt128 Low { get; } = low;

    /// <summary>The full product of two 128-bit numbers.</summary>
    public static Wide Multiply(UInt128 left, UInt128 right)
    {
        var (leftHigh, leftLow) = ((ulong)(left >> 64), (ulong)left);
        var (rightHigh, rightLow) = ((ulong)(right >> 64), (ulong)right);
        var low = Math.BigMul(leftLow, rightLow);
        if (leftHigh == 0 && rightHigh == 0)
            return new Wide(0, low);
        var cross = Math.BigMul(leftLow, rightHigh);
        var other = Math.BigMul(leftHigh, rightLow);
        var high = Math.BigMul(leftHigh, rightHigh) + (cross >> 64) + (other >> 64);
        var middle = (low >> 64) + (ulong)cross + (ulong)other;
        return new Wide(high + (middle >> 64), ((UInt128)(ulong)middle << 64) | (ulong)low);
    }

    /// <summary>This number times another that leaves the product below 2^256; the caller knows that it does.</summary>
    public Wide Times(UInt128 factor)
    {
        var low = Multiply(Low, factor);
        return new Wide(low.High + (High * factor), low.Low);
    }

    public int BitLength => High != 0 ? 256 - (int)UInt128.LeadingZeroCount(High) : 128 - (int)UInt128.LeadingZeroCount(Low);

    /// <summary>The number of decimal digits; 1 for zero.</summary>
    public int Digits()
    {
        // 1233 / 4096 is just above log10(2): the estimate is the number of digits or one less.
        var estimate = (BitLength * 1233) >> 12;
        if (estimate < PowersOfTen.Count128)
            return High == 0 && Low < PowersOfTen.Small[estimate] ? Math.Max(estimate, 1) : estimate + 1;
        var power = PowersOfTen.Large[estimate];
        var below = High < power.High || (High == power.High && Low < power.Low);
        return below ? estimate : estimate + 1;
    }

    /// <summary>The quotient by a power of ten, cut, and if anything was cut away.</summary>
    public Wide DivideByPowerOfTen(int exponent, out bool inexact)
    {
        inexact = false;
        var value = this;
        while (exponent > 0)
        {
            var step = Math.Min(exponent, PowersOfTen.MaxWord);
            value = value.DivideByWord(PowersOfTen.Words[step], out var rest);
            inexact |= rest != 0;
            exponent -= step;
        }

        return value;
    }

    /// <summary>The quotient by a divisor of 128 bits, cut; the quotient has to fit 128 bits.</summary>
    public UInt128 Divide(UInt128 divisor, out bool inexact)
    {
        if (divisor >> 64 == 0)
        {
            var quotient = DivideByWord(new WordDivisor((ulong)divisor), out var rest);
            inexact = rest != 0;
            return quotient.Low;
        }

        return LongDivision.Divide(this, divisor, out inexact);
    }

    /// <summary>The quotient by ten, cut, and the digit that is cut off.</summary>
    public Wide DivideByTen(out int digit)
    {
        var quotient = DivideByWord(PowersOfTen.Words[1], out var rest);
        digit = (int)rest;
        return quotient;
    }

    private Wide DivideByWord(in WordDivisor divisor, out ulong rest)
    {
        rest = 0;
        if (High == 0)
        {
            var first = divisor.Divide(0, (ulong)(Low >> 64), ref rest);
            var second = divisor.Divide(rest, (ulong)Low, ref rest);
            return new Wide(0, ((UInt128)first << 64) | second);
        }

        var q3 = divisor.Divide(0, (ulong)(High >> 64), ref rest);
        var q2 = divisor.Divide(rest, (ulong)High, ref rest);
        var q1 = divisor.Divide(rest, (ulong)(Low >> 64), ref rest);
        var q0 = divisor.Divide(rest, (ulong)Low, ref rest);
        return new Wide(((UInt128)q3 << 64) | q2, ((UInt128)q1 << 64) | q0);
    }
}
