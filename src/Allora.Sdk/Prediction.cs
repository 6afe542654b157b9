using Allora.Sdk.Values;

namespace Allora.Sdk;

/// <summary>What a provider answers: a value, labelled values, or nothing for a stated reason. Immutable.</summary>
public sealed class Prediction
{
    private Prediction()
    {
    }

    /// <summary>The value of a topic with a single output, null for labelled values and for a skip.</summary>
    public ChainDecimal? Scalar { get; private init; }

    /// <summary>Labelled values in the order given; empty for a scalar and for a skip.</summary>
    public IReadOnlyList<KeyValuePair<string, ChainDecimal>> LabelValues { get; private init; } = [];

    /// <summary>Why no answer is given, null where one is.</summary>
    public string? SkipReason { get; private init; }

    /// <summary>True where no answer is given.</summary>
    public bool IsSkip => SkipReason is not null;

    /// <summary>What the provider says about the value, for example where it comes from; shown in results and logs, never sent.</summary>
    public string? Note { get; private init; }

    /// <summary>Bytes that go with the inference on chain. Default none.</summary>
    public ReadOnlyMemory<byte> ExtraData { get; private init; }

    /// <summary>A value, spelled as the shortest decimal that reads back as the same double.</summary>
    /// <param name="value">A finite number of at most 1E+40 in size, and at least 1E-40 or zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">NaN, an infinity, or out of bounds.</exception>
    public static Prediction Value(double value) => Value(ChainDecimal.FromDouble(value));

    /// <summary>A value, spelled exactly.</summary>
    /// <param name="value">The number.</param>
    public static Prediction Value(decimal value) => Value(ChainDecimal.FromDecimal(value));

    /// <summary>A value in the chain's own spelling.</summary>
    /// <param name="value">The decimal.</param>
    public static Prediction Value(ChainDecimal value) => new() { Scalar = value };

    /// <summary>Labelled values, for topics with several outputs (emissions v10).</summary>
    /// <param name="values">A finite number for each label; at least one.</param>
    /// <exception cref="ArgumentException">No label is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is NaN, an infinity, or out of bounds.</exception>
    public static Prediction Labels(IReadOnlyDictionary<string, double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Labels([.. values.Select(v => KeyValuePair.Create(v.Key, ChainDecimal.FromDouble(v.Value)))]);
    }

    /// <summary>Labelled values in the order given.</summary>
    /// <param name="values">A decimal for each label; at least one.</param>
    /// <exception cref="ArgumentException">No label is given.</exception>
    public static Prediction Labels(IReadOnlyList<KeyValuePair<string, ChainDecimal>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count > 0
            ? new Prediction { LabelValues = [.. values] }
            : throw new ArgumentException("No label is given: name at least one, or use Prediction.Skip.", nameof(values));
    }

    /// <summary>No answer for this window. Nothing is sent or paid; the topic sees a missing submission.</summary>
    /// <param name="why">The reason, shown in the result.</param>
    public static Prediction Skip(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new Prediction { SkipReason = why };
    }

    /// <summary>The same prediction with a note.</summary>
    /// <param name="note">The note.</param>
    public Prediction WithNote(string note) => new()
    {
        Scalar = Scalar, LabelValues = LabelValues, SkipReason = SkipReason, ExtraData = ExtraData, Note = note,
    };

    /// <summary>The same prediction with bytes that go on chain with it.</summary>
    /// <param name="extraData">The bytes.</param>
    public Prediction WithExtraData(ReadOnlyMemory<byte> extraData) => new()
    {
        Scalar = Scalar, LabelValues = LabelValues, SkipReason = SkipReason, ExtraData = extraData, Note = Note,
    };

    /// <summary>The value in the chain's spelling; labels as label=value.</summary>
    public override string ToString() =>
        SkipReason is not null ? $"skip: {SkipReason}"
        : Scalar is { } value ? value.ToString()
        : string.Join(' ', LabelValues.Select(v => $"{v.Key}={v.Value}"));
}
