using System.Diagnostics.CodeAnalysis;

namespace Allora.Sdk.Roles;

/// <summary>What came true: one number, a number for each label, or that it cannot be told.</summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Value is the named alternate.")]
public sealed class GroundTruth
{
    private GroundTruth(double? scalar, IReadOnlyDictionary<string, double> labels, string? skipReason, string? note) =>
        (Scalar, LabelValues, SkipReason, Note) = (scalar, labels, skipReason, note);

    /// <summary>The number, or null.</summary>
    public double? Scalar { get; }

    /// <summary>The numbers by label; empty for one number.</summary>
    public IReadOnlyDictionary<string, double> LabelValues { get; }

    /// <summary>Why there is no truth for this nonce, or null.</summary>
    public string? SkipReason { get; }

    /// <summary>The source of the truth, shown in results and logs, never on chain; or null.</summary>
    public string? Note { get; }

    /// <summary>One number.</summary>
    /// <param name="value">The true value.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not finite.</exception>
    public static GroundTruth Value(double value) => new(Finite(value, nameof(value)), new Dictionary<string, double>(), null, null);

    /// <summary>A number for each label.</summary>
    /// <param name="labels">The true value of each label.</param>
    /// <exception cref="ArgumentException">No labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public static GroundTruth Labels(IReadOnlyDictionary<string, double> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0)
            throw new ArgumentException("A truth with labels needs at least one label; if there is no truth, use GroundTruth.Skip", nameof(labels));
        var own = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (label, value) in labels)
            own[PredictionLabel.Normalize(label)] = Finite(value, nameof(labels));
        return new GroundTruth(null, own, null, null);
    }

    /// <summary>No truth for this nonce, now and later: no losses are sent, and the reason is shown.</summary>
    /// <param name="why">The reason, for people.</param>
    public static GroundTruth Skip(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return new GroundTruth(null, new Dictionary<string, double>(), why, null);
    }

    /// <summary>The same truth with a note on its source.</summary>
    /// <param name="note">The note, for people.</param>
    public GroundTruth WithNote(string note) => new(Scalar, LabelValues, SkipReason, note);

    /// <summary>The same as <see cref="Value(double)"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite.</exception>
    public static implicit operator GroundTruth(double value) => Value(value);

    private static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "A truth must be a finite number");
}
