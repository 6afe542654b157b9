using System.Globalization;
using Allora.Sdk.DevNet.Blocks;

namespace Allora.Sdk.DevNet.Search;

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

    /// <summary>The attributes of some events, each under its composite key.</summary>
    public FlatEvents Add(IReadOnlyList<AbciEvent> events)
    {
        foreach (var item in events)
        {
            foreach (var attribute in item.Attributes)
                Add(string.Concat(item.Type, ".", attribute.Key), attribute.Value);
        }

        return this;
    }

    /// <summary>What queries see of a transaction, in frames and in the index.</summary>
    public FlatEvents Add(CommittedTx transaction) => Add(transaction.Result.Events)
        .Add("tx.hash", transaction.Hash)
        .Add("tx.height", transaction.Height.ToString(CultureInfo.InvariantCulture));

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
