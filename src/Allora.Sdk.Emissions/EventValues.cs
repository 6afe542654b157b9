using System.Numerics;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions;

/// <summary>Numbers as the events of v10 show them. State and queries have the full numbers.</summary>
public static class EventValues
{
    private static readonly Dec Largest = new(BigInteger.One, 40);
    private static readonly Dec Smallest = new(BigInteger.One, -40);

    /// <summary>The number with its magnitude brought between 1e-40 and 1e40; 0 and NaN stay. (Specification 1.1.)</summary>
    /// <param name="value">The number.</param>
    public static Dec Clamp(Dec value)
    {
        if (value.IsNaN || value.IsZero)
            return value;
        var magnitude = value.Abs();
        if (magnitude >= Smallest && magnitude <= Largest)
            return value;
        var bound = magnitude < Smallest ? Smallest : Largest;
        return value.Sign < 0 ? -bound : bound;
    }
}
