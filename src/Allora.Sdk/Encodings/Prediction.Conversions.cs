using System.Diagnostics.CodeAnalysis;
using Allora.Sdk.Values;

namespace Allora.Sdk;

// A provider may return the number itself.
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Value is the named alternate.")]
public sealed partial class Prediction
{
    /// <summary>The same as <see cref="Value(double)"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, larger than 1E+40, or closer to zero than 1E-40.</exception>
    public static implicit operator Prediction(double value) => Value(value);

    /// <summary>The same as <see cref="Value(float)"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or closer to zero than 1E-40.</exception>
    public static implicit operator Prediction(float value) => Value(value);

    /// <summary>The same as <see cref="Value(decimal)"/>.</summary>
    public static implicit operator Prediction(decimal value) => Value(value);

    /// <summary>The same as <see cref="Value(long)"/>.</summary>
    public static implicit operator Prediction(long value) => Value(value);

    /// <summary>The same as <see cref="Value(ChainDecimal)"/>.</summary>
    public static implicit operator Prediction(ChainDecimal value) => Value(value);
}
