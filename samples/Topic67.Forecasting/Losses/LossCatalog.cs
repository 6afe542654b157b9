namespace Topic67.Forecasting.Losses;

/// <summary>The loss methods that topics name, with their aliases.</summary>
public static class LossCatalog
{
    private static readonly (string Name, string[] Aliases, Func<LossParameters, Func<double, double, double>> Make)[] Known =
    [
        ("sqe", ["mse", "se", "squared_error"], _ => LossFunctions.Squared),
        ("abse", ["mae", "ae", "absolute_error"], _ => LossFunctions.Absolute),
        ("huber", ["huber_loss"], LossFunctions.Huber),
        ("logcosh", ["log_cosh", "logcosh_loss"], _ => LossFunctions.LogCosh),
        ("bce", ["binary_cross_entropy", "bce_loss"], LossFunctions.BinaryCrossEntropy),
        ("poisson", ["poisson_loss"], LossFunctions.Poisson),
        ("ztae", ["ztae_loss", "z_transformed_absolute_error"], LossFunctions.ZTransformed),
        ("zptae", ["zptae_loss", "z_power_tanh_absolute_error"], LossFunctions.ZPowerTanh),
    ];

    /// <summary>The names, without aliases.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(k => k.Name)];

    /// <summary>A loss by its name or an alias, then parameters such as "std=0.05"; trimmed, and without regard to case.</summary>
    /// <exception cref="ArgumentException">The name or a parameter is unknown, or a value makes no sense.</exception>
    public static Loss Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var name = words.Length == 0 ? "" : words[0];
        foreach (var (known, aliases, make) in Known)
        {
            if (!Same(known, name) && !aliases.Any(a => Same(a, name)))
                continue;
            var parameters = new LossParameters(known, words.AsSpan(1));
            var function = make(parameters);
            parameters.RefuseUnused();
            return new Loss(known, string.Join(' ', words), function);
        }

        throw new ArgumentException(
            $"\"{name}\" is not a known loss method. Known are {string.Join(", ", Names)}, and their aliases.", nameof(text));
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
