using System.Globalization;

namespace Allora.Sdk.Losses;

/// <summary>Measures how far a prediction is from the truth, by a topic's loss method. Created by <see cref="LossCatalog"/>; thread-safe.</summary>
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

    /// <summary>The method's own name, whichever alias was given.</summary>
    public string Name { get; }

    /// <summary>The name or alias with its parameters, as given.</summary>
    public string Text { get; }

    /// <summary>
    /// Whether the loss is never below zero. A reputer sends the logarithm of the loss, which a negative loss
    /// (possible with poisson) does not have.
    /// </summary>
    public bool IsNeverNegative { get; }

    /// <summary>Returns the loss of a prediction, in the units of the method; infinite if it is too large for a double.</summary>
    /// <param name="truth">The true value.</param>
    /// <param name="prediction">The predicted value.</param>
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
