using Allora.Sdk.Values;

namespace Allora.Sdk.Encodings;

/// <summary>A forecaster's answer: a value for each inferer, or none for this nonce.</summary>
public sealed class Forecast
{
    private Forecast()
    {
    }

    /// <summary>Whether there is no answer for this nonce.</summary>
    public bool IsSkip => SkipReason is not null;

    /// <summary>Why there is no answer, or null.</summary>
    public string? SkipReason { get; private init; }

    /// <summary>The values by the inferer's address, in the ordinal order in which they are signed.</summary>
    public IReadOnlyList<KeyValuePair<string, ChainDecimal>> Elements { get; private init; } = [];

    /// <summary>The source of the answer, shown in results and logs, never on chain; or null.</summary>
    public string? Note { get; private init; }

    /// <summary>Bytes that are stored on chain with the forecast. Default: none.</summary>
    public ReadOnlyMemory<byte> ExtraData { get; private init; }

    /// <summary>A value for each inferer, in the shortest spelling that reads back as this double.</summary>
    /// <param name="values">The value for each inferer's address.</param>
    /// <exception cref="ArgumentException">No values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, larger than 1E+40, or closer to zero than 1E-40.</exception>
    public static Forecast Values(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Values(values.Select(pair => KeyValuePair.Create(pair.Key, ChainDecimal.FromDouble(pair.Value))));
    }

    /// <summary>A value for each inferer, exactly as given.</summary>
    /// <param name="values">The value for each inferer's address, in any order.</param>
    /// <exception cref="ArgumentException">No values, or two for one inferer.</exception>
    public static Forecast Values(IEnumerable<KeyValuePair<string, ChainDecimal>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var elements = values.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        if (elements.Length == 0)
            throw new ArgumentException("forecast_elements: a forecast needs a value for at least one inferer; to skip a nonce, use Forecast.Skip", nameof(values));
        for (var index = 1; index < elements.Length; index++)
        {
            if (elements[index].Key == elements[index - 1].Key)
                throw new ArgumentException($"forecast_elements: {elements[index].Key} is listed twice, give one value for each inferer", nameof(values));
        }

        return new Forecast { Elements = elements };
    }

    /// <summary>No answer for this nonce: nothing is sent or paid, and the reason is reported.</summary>
    /// <param name="why">The reason, for people.</param>
    public static Forecast Skip(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new Forecast { SkipReason = why };
    }

    /// <summary>The same answer with a note on its source.</summary>
    /// <param name="note">The note, for people.</param>
    public Forecast WithNote(string note) => new() { SkipReason = SkipReason, Elements = Elements, Note = note, ExtraData = ExtraData };

    /// <summary>The same answer with bytes that are stored on chain with it.</summary>
    /// <param name="extraData">The bytes; they cost gas.</param>
    public Forecast WithExtraData(ReadOnlyMemory<byte> extraData) => new() { SkipReason = SkipReason, Elements = Elements, Note = Note, ExtraData = extraData };

    /// <summary>A short form of the answer, for logs.</summary>
    public override string ToString() => SkipReason is { } why ? $"skip: {why}" : $"forecast for {Elements.Count} inferers";
}
