using System.Collections.Frozen;

namespace Allora.Sdk.Wallets;

/// <summary>The English word list of BIP-39, an embedded resource.</summary>
internal static class Bip39WordList
{
    public const int LongestWord = 8;

    private const int Count = 2048;
    private const string Resource = "bip39-english.txt";

    private static readonly Lazy<(string[] Words, FrozenDictionary<string, int> Indices)> List = new(Load);

    public static string Word(int index) => List.Value.Words[index];

    /// <summary>The index of a lower-case word, or -1.</summary>
    public static int IndexOf(ReadOnlySpan<char> word) =>
        List.Value.Indices.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var index) ? index : -1;

    private static (string[] Words, FrozenDictionary<string, int> Indices) Load()
    {
        using var stream = typeof(Bip39WordList).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Resource}");
        using var reader = new StreamReader(stream);
        var words = reader.ReadToEnd().Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != Count)
            throw new InvalidOperationException($"The resource {Resource} holds {words.Length} words instead of {Count}");
        var indices = words.Select((word, index) => KeyValuePair.Create(word, index)).ToFrozenDictionary(StringComparer.Ordinal);
        return (words, indices);
    }
}
