using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <summary>
/// A divisor of one 64-bit word with its reciprocal, so that a division costs two multiplications (Moeller and Granlund,
/// "Improved division by invariant integers", 2011, algorithm 4).
/// </summary>
internal readonly struct WordDivisor
{
    private readonly ulong _normalised;
    private readonly ulong _reciprocal;
    private readonly int _shift;

    public WordDivisor(ulong divisor)
    {
        _shift = BitOperations.LeadingZeroCount(divisor);
        _normalised = divisor << _shift;
        _reciprocal = Reciprocal(_normalised);
    }

    /// <summary>floor((2^128 - 1) / d) - 2^64 for a divisor whose top bit is set.</summary>
    public static ulong Reciprocal(ulong normalised) =>
        (ulong)(new UInt128(~normalised, ulong.MaxValue) / normalised);

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
