namespace Topic67.Forecasting.Losses;

/// <summary>How far a prediction is from the truth, by a topic's loss method.</summary>
public sealed class Loss
{
    private readonly Func<double, double, double> _value;

    internal Loss(string name, string text, Func<double, double, double> value)
    {
        Name = name;
        Text = text;
        _value = value;
    }

    /// <summary>The method's own name, whichever alias was asked for.</summary>
    public string Name { get; }

    /// <summary>The name with its parameters, as given.</summary>
    public string Text { get; }

    /// <summary>The loss of a prediction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Truth or prediction is outside the loss's domain.</exception>
    public double Of(double truth, double prediction)
    {
        if (!double.IsFinite(truth) || !double.IsFinite(prediction))
            throw new ArgumentOutOfRangeException(nameof(truth), $"{Name}: truth {truth:R} and prediction {prediction:R} must be finite.");
        return _value(truth, prediction);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
