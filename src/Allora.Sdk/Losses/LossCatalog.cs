using System.Globalization;

namespace Allora.Sdk.Losses;

/// <summary>
/// The loss methods that topics use: sqe, abse, huber, logcosh, bce, poisson, ztae and zptae, each with its aliases ("mse" is sqe).
/// ztae and zptae need the standard deviation of the topic's truths (std), which is not on chain.
/// </summary>
public static class LossCatalog
{
    private static readonly Entry[] Known =
    [
        new("sqe", ["mse", "se", "squared_error"], _ => LossFunctions.Squared),
        new("abse", ["mae", "ae", "absolute_error"], _ => LossFunctions.Absolute),
        new("huber", ["huber_loss"], LossFunctions.Huber),
        new("logcosh", ["log_cosh", "logcosh_loss"], _ => LossFunctions.LogCosh),
        new("bce", ["binary_cross_entropy", "bce_loss"], LossFunctions.BinaryCrossEntropy),
        new("poisson", ["poisson_loss"], LossFunctions.Poisson, IsNeverNegative: false),
        new("ztae", ["ztae_loss", "z_transformed_absolute_error"], LossFunctions.ZTransformed),
        new("zptae", ["zptae_loss", "z_power_tanh_absolute_error"], LossFunctions.ZPowerTanh),
    ];

    /// <summary>The names, without aliases.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>The other names of a method; empty for an unknown method.</summary>
    /// <param name="name">A loss's own name.</param>
    internal static IReadOnlyList<string> AliasesOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Known.FirstOrDefault(known => known.Answers(name.Trim()))?.Aliases ?? [];
    }

    /// <summary>Gets a loss by its name or an alias, with parameters such as "zptae std=0.05"; trimmed, ignoring case.</summary>
    /// <param name="text">A name or an alias with parameters, as in "huber delta=2".</param>
    /// <exception cref="ArgumentException">The name or a parameter is unknown, a needed parameter is missing, or a value is invalid.</exception>
    public static Loss Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Make(words.Length == 0 ? "" : words[0], string.Join(' ', words), loss => new LossParameters(loss, words.AsSpan(1)));
    }

    /// <summary>Gets a loss by its name or an alias, with separate parameters: delta (huber), epsilon (bce, poisson), std, mean (ztae, zptae), alpha, beta, m, g (zptae).</summary>
    /// <param name="name">A name or an alias.</param>
    /// <param name="parameters">Parameters by name; missing ones have their defaults.</param>
    /// <exception cref="ArgumentException">The name or a parameter is unknown, a needed parameter is missing, or a value is invalid.</exception>
    public static Loss Find(string name, IReadOnlyDictionary<string, double> parameters)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(parameters);
        var given = parameters.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value:R}")).ToArray();
        return Make(name.Trim(), string.Join(' ', [name.Trim(), .. given]), loss => new LossParameters(loss, given));
    }

    private static Loss Make(string name, string text, Func<string, LossParameters> read)
    {
        var entry = Known.FirstOrDefault(known => known.Answers(name)) ?? throw new ArgumentException(
            $"\"{name}\" is not a known loss method. Known are {string.Join(", ", Names)}, and their aliases.", nameof(name));
        var parameters = read(entry.Name);
        var function = entry.Make(parameters);
        parameters.RefuseUnused();
        return new Loss(entry.Name, text, entry.IsNeverNegative, function);
    }

    private sealed record Entry(
        string Name, string[] Aliases, Func<LossParameters, Func<double, double, double>> Make, bool IsNeverNegative = true)
    {
        public bool Answers(string name) =>
            string.Equals(Name, name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
    }
}
