namespace Allora.Sdk.Emissions.Numbers;

/// <summary>How a number with too many digits is shortened.</summary>
internal enum DecRounding
{
    TowardZero,
    HalfEven,
    HalfUp,
}
