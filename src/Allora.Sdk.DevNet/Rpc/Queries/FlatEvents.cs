namespace Allora.Sdk.DevNet.Rpc.Queries;

/// <summary>What a query is asked about: the values of each composite key ("type.attribute"), in the order in which they came.</summary>
internal sealed class FlatEvents
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, List<string>>> _inOrder = [];

    /// <summary>Every composite key with its values.</summary>
    public IReadOnlyList<KeyValuePair<string, List<string>>> Entries => _inOrder;

    public FlatEvents Add(string compositeKey, string value)
    {
        if (!_values.TryGetValue(compositeKey, out var values))
        {
            values = [];
            _values.Add(compositeKey, values);
            _inOrder.Add(new(compositeKey, values));
        }

        values.Add(value);
        return this;
    }

    public IReadOnlyList<string> Values(string compositeKey) =>
        _values.TryGetValue(compositeKey, out var values) ? values : [];

    /// <summary>Whether some event has this type; a condition on a bare type is asked about an empty value.</summary>
    public bool HasType(string type)
    {
        foreach (var (key, _) in _inOrder)
        {
            if (key.Length > type.Length && key[type.Length] == '.' && key.LastIndexOf('.') == type.Length && key.StartsWith(type, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
