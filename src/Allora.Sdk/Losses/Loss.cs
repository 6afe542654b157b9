using System.Globalization;

namespace Allora.Sdk.Losses;

/// <summary>How far a prediction is from the truth, by a topic's loss method. Made by <see cref="LossCatalog"/>; safe for any number of callers.</summary>
public sealed class Loss
{
    private readonly Func<double, double, double> _value;

    internal Loss(string name, string text, bool isNeverNegative, Func<double, double, double> value)
    {
        Name = name;
        Text = text;
        IsNeverNegative = isNeverNegative;
        _value = value;
    }

    /// <summary>The method's own name, whichever alias was asked for.</summary>
    public string Name { get; }

    /// <summary>The name or alias with its parameters, as asked for.</summary>
    public string Text { get; }

    /// <summary>
    /// Whether no truth and prediction give a loss under zero. What a reputer sends is a logarithm, so a loss that can be negative
    /// (poisson) may have nothing to send.
    /// </summary>
    public bool IsNeverNegative { get; }

    /// <summary>The loss of a prediction, in the units of the method; infinite where it is too large for a double.</summary>
    /// <param name="truth">What came true.</param>
    /// <param name="prediction">What was predicted.</param>
    /// <exception cref="ArgumentOutOfRangeException">Truth or prediction is not finite, or outside the method's domain.</exception>
    public double Of(double truth, double prediction)
    {
        if (!double.IsFinite(truth))
            throw new ArgumentOutOfRangeException(nameof(truth), string.Create(CultureInfo.InvariantCulture, $"{Name}: the truth {truth:R} must be finite."));
        if (!double.IsFinite(prediction))
            throw new ArgumentOutOfRangeException(nameof(prediction), string.Create(CultureInfo.InvariantCulture, $"{Name}: the prediction {prediction:R} must be finite."));
        return _value(truth, prediction);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
