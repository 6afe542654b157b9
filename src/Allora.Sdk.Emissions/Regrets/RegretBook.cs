using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Regrets;

/// <summary>
/// The stored regrets of a topic. Each family is a store of its own, except that one-in regrets of inferers and of the forecaster itself share
/// one: an actor with both roles has one entry there (GetOneInForecasterNetworkRegret).
/// </summary>
public sealed record RegretBook
{
    /// <summary>No regrets: a fresh topic.</summary>
    public static RegretBook Empty { get; } = new();

    /// <summary>R_j: combined loss less the inferer's loss.</summary>
    public ImmutableDictionary<string, TimestampedValue> Inferer { get; init; } = Single;

    /// <summary>R_k: combined loss less the loss of the forecast-implied inference.</summary>
    public ImmutableDictionary<string, TimestampedValue> Forecaster { get; init; } = Single;

    /// <summary>Naive loss less the inferer's loss.</summary>
    public ImmutableDictionary<string, TimestampedValue> NaiveInferer { get; init; } = Single;

    /// <summary>By withheld inferer and inferer.</summary>
    public ImmutableDictionary<(string Withheld, string Inferer), TimestampedValue> OneOutInfererInferer { get; init; } = Pairs;

    /// <summary>By withheld inferer and forecaster.</summary>
    public ImmutableDictionary<(string Withheld, string Forecaster), TimestampedValue> OneOutInfererForecaster { get; init; } = Pairs;

    /// <summary>By withheld forecaster and inferer.</summary>
    public ImmutableDictionary<(string Withheld, string Inferer), TimestampedValue> OneOutForecasterInferer { get; init; } = Pairs;

    /// <summary>By withheld forecaster and forecaster.</summary>
    public ImmutableDictionary<(string Withheld, string Forecaster), TimestampedValue> OneOutForecasterForecaster { get; init; } = Pairs;

    /// <summary>By the one forecaster and the inferer, or the forecaster itself.</summary>
    public ImmutableDictionary<(string Forecaster, string Worker), TimestampedValue> OneInForecaster { get; init; } = Pairs;

    private static ImmutableDictionary<string, TimestampedValue> Single => ImmutableDictionary.Create<string, TimestampedValue>(StringComparer.Ordinal);

    private static ImmutableDictionary<(string, string), TimestampedValue> Pairs => ImmutableDictionary<(string, string), TimestampedValue>.Empty;

    /// <summary>The value stored under a key, or the topic's initial regret.</summary>
    /// <param name="family">One of the families.</param>
    /// <param name="key">Who, or which pair.</param>
    /// <param name="initialRegret">The topic's initial regret.</param>
    internal static Dec Read<TKey>(ImmutableDictionary<TKey, TimestampedValue> family, TKey key, Dec initialRegret)
        where TKey : notnull => family.TryGetValue(key, out var stored) ? stored.Value : initialRegret;
}
