using System.Globalization;

namespace Allora.Sdk.Losses;

/// <summary>The "name=value" words after a loss method's name.</summary>
internal sealed class LossParameters
{
    private readonly string _loss;
    private readonly Dictionary<string, double> _given = new(StringComparer.OrdinalIgnoreCase);

    public LossParameters(string loss, ReadOnlySpan<string> words)
    {
        _loss = loss;
        foreach (var word in words)
        {
            var equals = word.IndexOf('=');
            if (equals < 1 || !double.TryParse(word.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                || !double.IsFinite(value) || !_given.TryAdd(Full(word[..equals]), value))
            {
                throw new ArgumentException($"{loss}: \"{word}\" is not a parameter such as std=0.05, given once.");
            }
        }
    }

    public double Take(string name, double otherwise) => Take(name, otherwise, "");

    /// <summary>A parameter that must be zero or above.</summary>
    public double TakeNotNegative(string name, double otherwise)
    {
        var value = Take(name, otherwise);
        return value >= 0 ? value : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{_loss}: {name} must not be negative, but is {value:R}."));
    }

    /// <summary>A parameter that must be above zero, and must be given if it has no default.</summary>
    public double TakePositive(string name, double? otherwise = null, string why = "a parameter without a default")
    {
        var value = Take(name, otherwise, why);
        return value > 0 ? value : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{_loss}: {name} must be above zero, not {value:R}."));
    }

    public void RefuseUnused()
    {
        if (_given.Count > 0)
            throw new ArgumentException($"{_loss} has no parameter \"{_given.Keys.First()}\".");
    }

    // The formulas' own letters are accepted for the words.
    private static string Full(string name) => name.ToLowerInvariant() switch
    {
        "a" => "alpha",
        "b" => "beta",
        "d" => "delta",
        "eps" => "epsilon",
        var full => full,
    };

    private double Take(string name, double? otherwise, string why) => _given.Remove(name, out var value)
        ? value
        : otherwise ?? throw new ArgumentException($"{_loss} needs {name}, {why}: write, for example, \"{_loss} {name}=0.05\".");
}
