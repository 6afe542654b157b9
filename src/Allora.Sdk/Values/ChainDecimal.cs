using System.Globalization;
using System.Numerics;
using System.Text;

namespace Allora.Sdk.Values;

/// <summary>
/// An exact decimal in the chain's own spelling. The chain decodes a payload and writes it again before it checks the
/// inner signature, so every character matters: trailing zeros and the sign of a zero are kept, and
/// <see cref="ToString"/> returns the only spelling that verifies. Equality and order are numeric (1.0 equals 1.00).
/// </summary>
public readonly partial struct ChainDecimal
{
    private const int StackLimit = 256;

    private readonly BigInteger _magnitude;
    private readonly int _exponent;
    private readonly bool _negative;

    internal ChainDecimal(BigInteger magnitude, int exponent, bool negative)
    {
        _magnitude = magnitude;
        _exponent = exponent;
        _negative = negative;
    }

    /// <summary>Zero, written "0".</summary>
    public static ChainDecimal Zero => default;

    /// <summary>The signed coefficient: the value is <see cref="Coefficient"/> x 10^<see cref="Exponent"/>.</summary>
    public BigInteger Coefficient => _negative ? -_magnitude : _magnitude;

    /// <summary>The power of ten of the last digit.</summary>
    public int Exponent => _exponent;

    /// <summary>Whether the number has a minus sign; true for "-0" as well.</summary>
    public bool IsNegative => _negative;

    /// <summary>Whether the value is zero, of either sign.</summary>
    public bool IsZero => _magnitude.IsZero;

    /// <summary>Reads any spelling that the chain parses ("1e-7", ".5", "1.") within the chain's bounds.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a finite decimal, or is outside the bounds.</exception>
    public static ChainDecimal Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan());
    }

    /// <summary>Reads any spelling that the chain parses within its bounds; <paramref name="why"/> is null if the text is valid.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out ChainDecimal value, out string? why)
    {
        if (!ChainDecimalText.TryRead(text, out value, out why))
            return false;
        why = ChainDecimalBounds.Violation(value);
        if (why is null)
            return true;
        value = default;
        return false;
    }

    /// <summary>Reads a decimal from a chain reply. Results of the chain's own arithmetic may be outside the bounds of inputs.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a finite decimal.</exception>
    public static ChainDecimal ParseUnbounded(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ChainDecimalText.TryRead(text, out var value, out var why) ? value : throw new FormatException(why);
    }

    /// <summary>The shortest decimal that reads back as the same double.</summary>
    /// <param name="value">The double.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or outside the chain's bounds.</exception>
    public static ChainDecimal FromDouble(double value)
    {
        if (!double.IsFinite(value))
            throw NotFinite(value);
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out var written, "R", CultureInfo.InvariantCulture);
        ChainDecimalText.TryRead(text[..written], out var result, out _);
        return result.WithinBounds(nameof(value));
    }

    /// <summary>The shortest decimal that reads back as the same float: 0.1f is 0.1, not 0.10000000149011612.</summary>
    /// <param name="value">The float.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or outside the chain's bounds.</exception>
    public static ChainDecimal FromSingle(float value)
    {
        if (!float.IsFinite(value))
            throw NotFinite(value);
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out var written, "R", CultureInfo.InvariantCulture);
        ChainDecimalText.TryRead(text[..written], out var result, out _);
        return result.WithinBounds(nameof(value));
    }

    /// <summary>The exact value of a decimal, with its trailing zeros.</summary>
    /// <param name="value">The decimal.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside the chain's bounds.</exception>
    public static ChainDecimal FromDecimal(decimal value) => ExactParts(value).WithinBounds(nameof(value));

    internal static ChainDecimal ExactParts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        return new ChainDecimal(magnitude, -value.Scale, bits[3] < 0);
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble()
    {
        Span<byte> utf8 = stackalloc byte[StackLimit];
        return TryFormat(utf8, out var written)
            ? double.Parse(utf8[..written], NumberStyles.Float, CultureInfo.InvariantCulture)
            : double.Parse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The nearest <see cref="decimal"/>: exact for up to 28 significant digits and 28 decimals, trailing zeros included.</summary>
    /// <exception cref="OverflowException">Larger than <see cref="decimal.MaxValue"/>, or smaller than its negative.</exception>
    public decimal ToDecimal()
    {
        Span<byte> utf8 = stackalloc byte[StackLimit];
        return TryFormat(utf8, out var written)
            ? decimal.Parse(utf8[..written], NumberStyles.Float, CultureInfo.InvariantCulture)
            : decimal.Parse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The chain's canonical spelling.</summary>
    public override string ToString()
    {
        Span<byte> utf8 = stackalloc byte[StackLimit];
        if (TryFormat(utf8, out var written))
            return Encoding.ASCII.GetString(utf8[..written]);
        var large = new byte[ChainDecimalText.LengthAtMost(_magnitude, _exponent)];
        TryFormat(large, out written);
        return Encoding.ASCII.GetString(large, 0, written);
    }

    /// <summary>Writes the canonical spelling as ASCII. Returns false, with nothing written, if it is too long. Allocates nothing for coefficients of up to 38 digits.</summary>
    /// <param name="utf8">The span to write to.</param>
    /// <param name="written">The number of bytes written.</param>
    public bool TryFormat(Span<byte> utf8, out int written) =>
        ChainDecimalText.TryWrite(utf8, _magnitude, _exponent, _negative, out written);

    internal BigInteger Magnitude => _magnitude;

    private ChainDecimal WithinBounds(string parameter) =>
        ChainDecimalBounds.Violation(this) is { } why ? throw new ArgumentOutOfRangeException(parameter, ToString(), why) : this;

    // In one line: it is a provider's message, in logs and results. The argument's value would be a second one.
    private static ArgumentOutOfRangeException NotFinite(double value) =>
        new(nameof(value), string.Create(CultureInfo.InvariantCulture, $"{value} is not a finite number, and the chain accepts no other; use Prediction.Skip if there is no value"));
}
