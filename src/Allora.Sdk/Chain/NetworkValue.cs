using Allora.Sdk.Values;

namespace Allora.Sdk.Chain;

/// <summary>A value of the network: one number, or a number for each label.</summary>
public sealed class NetworkValue
{
    // The label of a topic's only output.
    private const string Single = "y";

    private readonly Dictionary<string, ChainDecimal> _exact;

    /// <summary>A number for each label.</summary>
    /// <param name="values">The numbers by label; one number has the label "y".</param>
    public NetworkValue(IEnumerable<KeyValuePair<string, ChainDecimal>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _exact = new Dictionary<string, ChainDecimal>(StringComparer.Ordinal);
        foreach (var (label, value) in values)
            _exact[label] = value;
        Labels = _exact.ToDictionary(pair => pair.Key, pair => pair.Value.ToDouble(), StringComparer.Ordinal);
    }

    /// <summary>Whether this is one number: its only label is "y".</summary>
    public bool IsScalar => _exact.Count == 1 && _exact.ContainsKey(Single);

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">This is a value with labels: use <see cref="Labels"/>.</exception>
    public double Scalar => IsScalar
        ? Labels[Single]
        : throw new InvalidOperationException($"This value has labels ({string.Join(", ", _exact.Keys)}): read Labels, not Scalar.");

    /// <summary>The numbers by label; one number has the label "y".</summary>
    public IReadOnlyDictionary<string, double> Labels { get; }

    /// <summary>The numbers by label, exactly as the chain returned them.</summary>
    public IReadOnlyDictionary<string, ChainDecimal> Exact => _exact;

    /// <summary>The number, or label=number for each label.</summary>
    public override string ToString() =>
        IsScalar ? _exact[Single].ToString() : string.Join(", ", _exact.Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>One number.</summary>
    /// <param name="value">The number.</param>
    public static NetworkValue Of(ChainDecimal value) => new([KeyValuePair.Create(Single, value)]);
}
