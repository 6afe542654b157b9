using Allora.Sdk;

namespace Topic67.Worker.Settings;

/// <summary>Reads PRICE_URL: one address, or one for each source, such as coinbase=http://127.0.0.1:8001,binance=http://127.0.0.1:8002.</summary>
internal static class PriceAddresses
{
    /// <summary>The name of an address that is for the one named source.</summary>
    public const string Only = "";

    /// <summary>The addresses as PRICE_URL has them; null if there are none, or if one holds a secret.</summary>
    public static string? ToText(IReadOnlyDictionary<string, Uri> addresses) =>
        addresses.Count == 0 || addresses.Values.Any(static address => SafeText.Address(address) != address.OriginalString)
            ? null
            : string.Join(',', addresses.Select(static one => one.Key == Only ? one.Value.OriginalString : $"{one.Key}={one.Value.OriginalString}"));

    /// <summary>The other address of a source, or null.</summary>
    public static Uri? Of(string source, IReadOnlyDictionary<string, Uri> addresses) => addresses.GetValueOrDefault(source) ?? addresses.GetValueOrDefault(Only);

    public static IReadOnlyDictionary<string, Uri> Read(string? text)
    {
        var addresses = new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase);
        if (text is null)
            return addresses;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            var isNamed = at > 0 && !part.AsSpan(0, at).ContainsAny(':', '/');
            var name = isNamed ? part[..at].Trim() : Only;
            if (!addresses.TryAdd(name, Values.Address("PRICE_URL", isNamed ? part[(at + 1)..] : part)))
                throw new ConfigurationException("PRICE_URL gives two addresses for the same source: write name=address for each, with commas between them.");
        }

        return addresses.Count > 1 && addresses.TryGetValue(Only, out var unnamed)
            ? throw new ConfigurationException($"PRICE_URL has '{SafeText.Address(unnamed)}' without the name of its source: write name=address for each.")
            : addresses;
    }
}
