using System.Globalization;
using System.Text;
using NBitcoin;

namespace Allora.Sdk.Wallets;

/// <summary>
/// Reads a phrase more strictly than NBitcoin: words of ASCII letters that are in the English list, and a checksum
/// that matches. NBitcoin accepts a wrong checksum and full-width letters, and its exceptions contain the unknown word.
/// </summary>
internal static class MnemonicReader
{
    /// <summary>Returns the phrase in lower case with single spaces, as ASCII, and the number of its words.</summary>
    public static (byte[] Phrase, int WordCount) Read(ReadOnlySpan<char> phrase)
    {
        var words = phrase.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            if (!IsListed(words[i]))
                throw new WalletException(string.Create(CultureInfo.InvariantCulture, $"Word {i + 1} of the mnemonic is not in the English word list: check its spelling"));
        }

        if (words.Length is not (12 or 15 or 18 or 21 or 24))
            throw new WalletException($"A mnemonic has 12, 15, 18, 21 or 24 words; this one has {words.Length}");
        // With an explicit list, NBitcoin does not load the lists of all languages to guess.
        var mnemonic = new NBitcoin.Mnemonic(string.Join(' ', words).ToLowerInvariant(), Wordlist.English);
        if (!mnemonic.IsValidChecksum)
            throw new WalletException("The mnemonic's checksum does not match: a word is wrong, or two words are swapped");
        return (Encoding.ASCII.GetBytes(mnemonic.ToString()), words.Length);
    }

    // The list compares under NFKD, which turns other letters into ASCII ones.
    private static bool IsListed(string word) => word.All(char.IsAsciiLetter) && Wordlist.English.WordExists(word.ToLowerInvariant(), out _);
}
