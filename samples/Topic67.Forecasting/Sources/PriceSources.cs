using Allora.Sdk;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>Real sources by name, for settings and checks.</summary>
public static class PriceSources
{
    /// <summary>The names, the one with a key first, then by the number of bars per call.</summary>
    public static IReadOnlyList<string> Names { get; } = ["tiingo", "coinbase", "binance", "kraken"];

    /// <summary>The sources of a list such as "tiingo, coinbase". An empty list means all, without Tiingo if there is no key.</summary>
    /// <exception cref="ArgumentException">
    /// A name is unknown or given twice, or Tiingo is named without a key; the message says what to do.
    /// </exception>
    public static IReadOnlyList<IPriceSource> Parse(string? list, string? tiingoKey, HttpSourceOptions? options = null) =>
        Parse(list, tiingoKey, _ => options);

    /// <summary>The same with the options of each source by its name.</summary>
    /// <exception cref="ArgumentException">
    /// A name is unknown or given twice, or Tiingo is named without a key; the message says what to do.
    /// </exception>
    public static IReadOnlyList<IPriceSource> Parse(string? list, string? tiingoKey, Func<string, HttpSourceOptions?> optionsOf)
    {
        ArgumentNullException.ThrowIfNull(optionsOf);
        var asked = (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(n => n.ToLowerInvariant())
            .ToList();
        var hasKey = !string.IsNullOrWhiteSpace(tiingoKey);
        if (asked.Count == 0)
            asked.AddRange(Names.Where(n => n != "tiingo" || hasKey));
        if (asked.Find(n => !Names.Contains(n)) is { } unknown)
            throw new ArgumentException($"\"{SafeText.Value(unknown)}\" is not a price source. Known are {string.Join(", ", Names)}.", nameof(list));
        if (asked.Distinct().Count() < asked.Count)
            throw new ArgumentException("A price source is named twice.", nameof(list));
        if (asked.Contains("tiingo") && !hasKey)
            throw new ArgumentException("Tiingo needs a key: set TIINGO_API_KEY, or name other price sources.", nameof(tiingoKey));
        return [.. asked.Select(n => Open(n, tiingoKey, optionsOf(n)))];
    }

    /// <summary>Combines the sources, each with its bars cached in a folder.</summary>
    public static CompositePriceSource Together(IReadOnlyList<IPriceSource> sources, string cacheFolder, CompositeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        options ??= new CompositeOptions();
        return new CompositePriceSource([.. sources.Select(s => new CachedPriceSource(s, cacheFolder, options.Time))], options);
    }

    private static IPriceSource Open(string name, string? tiingoKey, HttpSourceOptions? options) => name switch
    {
        "tiingo" => new TiingoPriceSource(tiingoKey!.Trim(), options),
        "coinbase" => new CoinbasePriceSource(options),
        "binance" => new BinancePriceSource(options),
        _ => new KrakenPriceSource(options),
    };
}
