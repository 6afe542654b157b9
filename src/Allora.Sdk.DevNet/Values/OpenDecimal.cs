using Allora.Sdk.DevNet.Errors;

namespace Allora.Sdk.DevNet.Values;

/// <summary>
/// A decimal of a topic or a parameter: unlike those of payloads it has no bounds, and "NaN" and "Infinity" are decoded too. Rules refuse
/// them later, each in its own words.
/// </summary>
internal readonly record struct OpenDecimal
{
    private OpenDecimal(Dec value, bool isNaN, int infinity) => (Value, IsNaN, Infinity) = (value, isNaN, infinity);

    public Dec Value { get; }

    public bool IsNaN { get; }

    /// <summary>1 or -1 for an infinite value, else 0.</summary>
    public int Infinity { get; }

    public bool IsFinite => !IsNaN && Infinity == 0;

    public bool IsZero => IsFinite && Value.IsZero;

    /// <summary>Reads the text; empty is 0. Throws the decoder's refusal for text that is not a decimal.</summary>
    public static OpenDecimal Parse(string text)
    {
        var sign = text.StartsWith('-') ? -1 : 1;
        var name = text.TrimStart('-', '+');
        if (name.Equals("nan", StringComparison.OrdinalIgnoreCase) || name.Equals("snan", StringComparison.OrdinalIgnoreCase))
            return new OpenDecimal(Dec.Zero, true, 0);
        if (name.Equals("inf", StringComparison.OrdinalIgnoreCase) || name.Equals("infinity", StringComparison.OrdinalIgnoreCase))
            return new OpenDecimal(Dec.Zero, false, sign);
        return Dec.TryParse(text, out var value, out var why) ? new OpenDecimal(value, false, 0) : throw ChainErrors.TxParse(why);
    }

    /// <summary>Whether it is below another; never for NaN.</summary>
    public bool IsBelow(Dec other) => !IsNaN && (Infinity < 0 || (Infinity == 0 && Value < other));

    /// <summary>Whether it is above another; never for NaN.</summary>
    public bool IsAbove(Dec other) => !IsNaN && (Infinity > 0 || (Infinity == 0 && Value > other));

    /// <summary>Whether it is another or above it; never for NaN.</summary>
    public bool IsAtLeast(Dec other) => !IsNaN && !IsBelow(other);

    /// <summary>Neither below the first nor above the second, or NaN.</summary>
    public bool IsNotOutside(Dec least, Dec most) => !IsBelow(least) && !IsAbove(most);

    /// <summary>The chain's spelling of a finite value.</summary>
    public override string ToString() => Value.ToString();
}
