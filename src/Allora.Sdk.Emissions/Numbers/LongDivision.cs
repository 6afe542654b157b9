using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <summary>Division of 256 bits by 65 to 128 bits (Moeller and Granlund 2011, algorithms 5 and 6: three words by two).</summary>
internal static class LongDivision
{
    public static UInt128 Divide(Wide dividend, UInt128 divisor, out bool inexact)
    {
        var shift = BitOperations.LeadingZeroCount((ulong)(divisor >> 64));
        divisor <<= shift;
        return Divide(dividend, divisor, shift, Reciprocal((ulong)(divisor >> 64), (ulong)divisor), out inexact);
    }

    /// <summary>Divides by a divisor whose top bit was brought up by a shift.</summary>
    public static UInt128 Divide(Wide dividend, UInt128 divisor, int shift, ulong reciprocal, out bool inexact)
    {
        var top = shift == 0 ? UInt128.Zero : dividend.High >> (128 - shift);
        var high = (dividend.High << shift) | (shift == 0 ? UInt128.Zero : dividend.Low >> (128 - shift));
        var low = dividend.Low << shift;

        // The quotient fits two words, so the words above the first three only seed the remainder.
        var rest = new UInt128((ulong)top, (ulong)(high >> 64));
        if (rest >= divisor)
            throw new OverflowException("The quotient does not fit 128 bits.");
        var second = Step(ref rest, (ulong)high, divisor, reciprocal);
        if (second != 0)
            throw new OverflowException("The quotient does not fit 128 bits.");
        var first = Step(ref rest, (ulong)(low >> 64), divisor, reciprocal);
        var last = Step(ref rest, (ulong)low, divisor, reciprocal);
        inexact = rest != 0;
        return new UInt128(first, last);
    }

    /// <summary>The reciprocal of a divisor whose top bit is set.</summary>
    public static ulong Reciprocal(ulong high, ulong low)
    {
        var value = WordDivisor.Reciprocal(high);
        var product = unchecked((high * value) + low);
        if (product < low)
        {
            value--;
            if (product >= high)
            {
                value--;
                product -= high;
            }

            product = unchecked(product - high);
        }

        var term = Math.BigMul(value, low);
        product = unchecked(product + (ulong)(term >> 64));
        if (product < (ulong)(term >> 64))
        {
            value--;
            if (new UInt128(product, (ulong)term) >= new UInt128(high, low))
                value--;
        }

        return value;
    }

    private static ulong Step(ref UInt128 rest, ulong word, UInt128 divisor, ulong reciprocal)
    {
        unchecked
        {
            var (divisorHigh, divisorLow) = ((ulong)(divisor >> 64), (ulong)divisor);
            var estimate = Math.BigMul(reciprocal, (ulong)(rest >> 64)) + rest;
            var quotient = (ulong)(estimate >> 64);
            var high = (ulong)rest - (quotient * divisorHigh);
            var remainder = new UInt128(high, word) - Math.BigMul(divisorLow, quotient) - divisor;
            quotient++;
            if ((ulong)(remainder >> 64) >= (ulong)estimate)
            {
                quotient--;
                remainder += divisor;
            }

            if (remainder >= divisor)
            {
                quotient++;
                remainder -= divisor;
            }

            rest = remainder;
            return quotient;
        }
    }
}
