using System.Diagnostics;
using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>A prediction provider's answer: one value, labelled values, or none for this nonce.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class Prediction
{
    private Prediction()
    {
    }

    /// <summary>Whether the provider has no answer for this nonce, so that nothing is sent.</summary>
    public bool IsSkip => SkipReason is not null;

    /// <summary>Why there is no answer, or null.</summary>
    public string? SkipReason { get; private init; }

    /// <summary>The answer for a topic with one value, or null.</summary>
    public ChainDecimal? Scalar { get; private init; }

    /// <summary>The answer for a topic with labels, in the order given; otherwise empty.</summary>
    public IReadOnlyList<KeyValuePair<string, ChainDecimal>> LabelValues { get; private init; } = [];

    /// <summary>The source of the answer, shown in results and logs, never on chain; or null.</summary>
    public string? Note { get; private init; }

    /// <summary>Bytes that are stored on chain with the value. Default: none.</summary>
    public ReadOnlyMemory<byte> ExtraData { get; private init; }

    /// <summary>A value in the shortest spelling that reads back as this double.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, larger than 1E+40, or closer to zero than 1E-40.</exception>
    public static Prediction Value(double value) => Value(ChainDecimal.FromDouble(value));

    /// <summary>A value in the shortest spelling that reads back as this float: 0.1f is 0.1.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or closer to zero than 1E-40.</exception>
    public static Prediction Value(float value) => Value(ChainDecimal.FromSingle(value));

    /// <summary>A value, exactly as given.</summary>
    /// <param name="value">The value.</param>
    public static Prediction Value(decimal value) => Value(ChainDecimal.FromDecimal(value));

    /// <summary>A whole number.</summary>
    /// <param name="value">The value.</param>
    public static Prediction Value(long value) => Value(ChainDecimal.FromDecimal(value));

    /// <summary>A value, exactly as given.</summary>
    /// <param name="value">The value.</param>
    public static Prediction Value(ChainDecimal value) => new() { Scalar = value };

    /// <summary>Values by label, for topics with several labels.</summary>
    /// <param name="values">The value of each label.</param>
    /// <exception cref="ArgumentException">No labels, a label that the chain would reject, or a value out of bounds.</exception>
    public static Prediction Labels(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Labels(values.Select(pair => KeyValuePair.Create(pair.Key, ChainDecimal.FromDouble(pair.Value))));
    }

    /// <summary>Values by label, each in the shortest spelling that reads back as the float.</summary>
    /// <param name="values">The value of each label.</param>
    /// <exception cref="ArgumentException">No labels, a label that the chain would reject, or a value out of bounds.</exception>
    public static Prediction Labels(IReadOnlyDictionary<string, float> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Labels(values.Select(pair => KeyValuePair.Create(pair.Key, ChainDecimal.FromSingle(pair.Value))));
    }

    /// <summary>Values by label, exactly as given.</summary>
    /// <param name="values">The value of each label.</param>
    /// <exception cref="ArgumentException">No labels, or a label that the chain would reject.</exception>
    public static Prediction Labels(IReadOnlyDictionary<string, ChainDecimal> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Labels(values.AsEnumerable());
    }

    /// <summary>No answer for this nonce: nothing is sent or paid, and the reason is reported.</summary>
    /// <param name="why">The reason, for people.</param>
    public static Prediction Skip(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new Prediction { SkipReason = why };
    }

    /// <summary>The same answer with a note on its source.</summary>
    /// <param name="note">The note, for people.</param>
    public Prediction WithNote(string note) => With(note, ExtraData);

    /// <summary>The same answer with bytes that are stored on chain with it.</summary>
    /// <param name="extraData">The bytes; they cost gas.</param>
    public Prediction WithExtraData(ReadOnlyMemory<byte> extraData) => With(Note, extraData);

    /// <summary>A short form of the answer, for logs.</summary>
    public override string ToString() => this switch
    {
        { SkipReason: { } why } => $"skip: {why}",
        { Scalar: { } value } => value.ToString(),
        _ => string.Join(", ", LabelValues.Select(pair => $"{pair.Key}={pair.Value}")),
    };

    private static Prediction Labels(IEnumerable<KeyValuePair<string, ChainDecimal>> values)
    {
        var labels = values.Select(pair => KeyValuePair.Create(PredictionLabel.Normalize(pair.Key), pair.Value)).ToArray();
        if (labels.Length == 0)
            throw new ArgumentException("A labelled prediction needs at least one label; to skip a nonce, use Prediction.Skip", nameof(values));
        if (labels.DistinctBy(pair => pair.Key, StringComparer.Ordinal).Count() != labels.Length)
            throw new ArgumentException("Two labels are the same once trimmed and normalised", nameof(values));
        return new Prediction { LabelValues = labels };
    }

    private Prediction With(string? note, ReadOnlyMemory<byte> extraData) =>
        new() { SkipReason = SkipReason, Scalar = Scalar, LabelValues = LabelValues, Note = note, ExtraData = extraData };
}
