using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>
/// The worker's action if its provider fails, hangs until two blocks before the window's end, or returns a value that a guard refuses.
/// <see cref="Prediction.Skip"/> is not a failure: nothing is submitted then.
/// </summary>
public sealed class FallbackOptions
{
    /// <summary>The policy. Default <see cref="FallbackPolicy.Skip"/>: nothing is submitted in place of the provider's value.</summary>
    public FallbackPolicy Policy { get; set; } = FallbackPolicy.Skip;

    /// <summary>For <see cref="FallbackPolicy.LastValue"/>: the maximum age of the last value, which is kept across restarts. Default 1 hour.</summary>
    public TimeSpan MaximumAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>For <see cref="FallbackPolicy.FixedValue"/>: the value, an exact decimal such as "0.5". Default null.</summary>
    public string? Value { get; set; }

    /// <summary>For <see cref="FallbackPolicy.FixedValue"/> in a topic with labels: the value of each label, exact decimals. Default none.</summary>
    public Dictionary<string, string> Labels { get; } = new(StringComparer.Ordinal);

    internal Prediction? Fixed => Labels.Count > 0
        ? Prediction.Labels(Labels.ToDictionary(pair => pair.Key, pair => ChainDecimal.Parse(pair.Value), StringComparer.Ordinal))
        : Value is not null ? Prediction.Value(ChainDecimal.Parse(Value)) : null;

    internal FallbackOptions Copy() => (FallbackOptions)MemberwiseClone();

    internal void Validate()
    {
        if (MaximumAge <= TimeSpan.Zero)
            throw new ArgumentException($"{nameof(MaximumAge)} of the fallback must be above zero.");
        try
        {
            if (Policy == FallbackPolicy.FixedValue && Fixed is null)
                throw new ArgumentException($"The fallback is {nameof(FallbackPolicy.FixedValue)}, but neither {nameof(Value)} nor {nameof(Labels)} is given.");
        }
        catch (FormatException exception)
        {
            throw new ArgumentException($"The fallback's value cannot be read: {exception.Message}", exception);
        }
    }
}
