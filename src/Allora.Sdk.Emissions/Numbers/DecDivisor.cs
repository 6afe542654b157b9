using System.Numerics;

namespace Allora.Sdk.Emissions.Numbers;

/// <summary>A divisor that is used many times: its reciprocal is found once. Quotients are those of <c>/</c>.</summary>
internal sealed class DecDivisor
{
    private readonly Dec _divisor;
    private readonly UInt128 _normalised;
    private readonly ulong _reciprocal;
    private readonly int _shift;

    public DecDivisor(Dec divisor)
    {
        _divisor = divisor;
        // Only a divisor of 65 to 128 bits has the reciprocal of two words.
        if (divisor.TryDeconstruct(out var magnitude, out _, out _) && magnitude >> 64 != 0)
        {
            _shift = BitOperations.LeadingZeroCount((ulong)(magnitude >> 64));
            _normalised = magnitude << _shift;
            _reciprocal = LongDivision.Reciprocal((ulong)(_normalised >> 64), (ulong)_normalised);
        }
    }

    public Dec Divide(Dec dividend) => _reciprocal == 0
        ? dividend / _divisor
        : Dec.Divide(dividend, _divisor, Dec.Precision, DecRounding.TowardZero, this);

    public UInt128 Divide(Wide dividend, out bool inexact) => LongDivision.Divide(dividend, _normalised, _shift, _reciprocal, out inexact);
}
