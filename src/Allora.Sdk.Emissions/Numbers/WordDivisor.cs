using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <summary>
/// A divisor of one 64-bit word with its reciprocal, so that a division costs two multiplications (Moeller and Granlund,
/// "Improved division by invariant integers", 2011, algorithm 4).
/// </summary>
internal readonly struct WordDivisor
{
    private static readonly ushort[] Seeds = [.. Enumerable.Range(256, 256).Select(static top => (ushort)(0x7fd00 / top))];

    private readonly ulong _normalised;
    private readonly ulong _reciprocal;
    private readonly int _shift;

    public WordDivisor(ulong divisor)
    {
        _shift = BitOperations.LeadingZeroCount(divisor);
        _normalised = divisor << _shift;
        _reciprocal = Reciprocal(_normalised);
    }

    /// <summary>
    /// floor((2^128 - 1) / d) - 2^64 for a divisor whose top bit is set: a table's 11 bits, doubled by three Newton steps (algorithm 2).
    /// </summary>
    public static ulong Reciprocal(ulong normalised)
    {
        unchecked
        {
            ulong v0 = Seeds[(int)(normalised >> 55) - 256];
            var d40 = (normalised >> 24) + 1;
            var v1 = (v0 << 11) - (uint)((v0 * v0 * d40) >> 40) - 1;
            var v2 = (v1 << 13) + ((v1 * (0x1000000000000000 - (v1 * d40))) >> 47);
            var odd = normalised & 1;
            var half = (normalised >> 1) + odd;
            var error = ((v2 >> 1) & (0 - odd)) - (v2 * half);
            var v3 = (Math.BigMul(v2, error, out _) >> 1) + (v2 << 31);
            var high = Math.BigMul(v3, normalised, out var low);
            if (low + normalised < low)
                high++;
            return v3 - high - normalised;
        }
    }

    /// <summary>The quotient of (carry, word) by the divisor, if carry is below the divisor; the remainder replaces <paramref name="rest"/>.</summary>
    public ulong Divide(ulong carry, ulong word, ref ulong rest)
    {
        var dividend = new UInt128(carry, word) << _shift;
        var (high, low) = ((ulong)(dividend >> 64), (ulong)dividend);
        var estimate = Math.BigMul(_reciprocal, high) + dividend;
        var quotient = (ulong)(estimate >> 64) + 1;
        var remainder = low - (quotient * _normalised);
        if (remainder > (ulong)estimate)
        {
            quotient--;
            remainder += _normalised;
        }

        if (remainder >= _normalised)
        {
            quotient++;
            remainder -= _normalised;
        }

        rest = remainder >> _shift;
        return quotient;
    }
}
