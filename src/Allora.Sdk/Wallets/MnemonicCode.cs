using System.Security.Cryptography;
using System.Text;

namespace Allora.Sdk.Wallets;

/// <summary>BIP-39: entropy and its checksum as words of eleven bits each.</summary>
internal static class MnemonicCode
{
    public const int MaximumEntropy = 32;

    private const int WordBits = 11;
    private const int MaximumWords = 24;

    /// <summary>The phrase in lower case with single spaces, as ASCII.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> entropy)
    {
        Span<byte> bits = stackalloc byte[MaximumEntropy + SHA256.HashSizeInBytes];
        entropy.CopyTo(bits);
        SHA256.HashData(entropy, bits[entropy.Length..]);
        Span<byte> phrase = stackalloc byte[MaximumWords * (Bip39WordList.LongestWord + 1)];
        var length = 0;
        for (var word = 0; word < entropy.Length / 4 * 3; word++)
        {
            if (word > 0)
                phrase[length++] = (byte)' ';
            length += Encoding.ASCII.GetBytes(Bip39WordList.Word(ReadWord(bits, word)), phrase[length..]);
        }

        var result = phrase[..length].ToArray();
        CryptographicOperations.ZeroMemory(phrase);
        CryptographicOperations.ZeroMemory(bits);
        return result;
    }

    /// <summary>Reads a phrase into its entropy and answers how many bytes that has.</summary>
    public static int Decode(ReadOnlySpan<char> phrase, Span<byte> entropy)
    {
        Span<byte> bits = stackalloc byte[(MaximumWords * WordBits) / 8];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        bits.Clear();
        try
        {
            var words = ReadWords(phrase, bits);
            if (words is not (12 or 15 or 18 or 21 or 24))
                throw new WalletException($"A mnemonic has 12, 15, 18, 21 or 24 words; this one has {words}");
            var length = words / 3 * 4;
            SHA256.HashData(bits[..length], hash);
            var mask = (byte)(0xff << (8 - words / 3));
            if ((hash[0] & mask) != (bits[length] & mask))
                throw new WalletException("The mnemonic's checksum does not match: a word is wrong, or two have changed places");
            bits[..length].CopyTo(entropy);
            return length;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bits);
            CryptographicOperations.ZeroMemory(hash);
        }
    }

    private static int ReadWords(ReadOnlySpan<char> phrase, Span<byte> bits)
    {
        var count = 0;
        for (var rest = phrase.TrimStart(); rest.Length > 0; rest = rest.TrimStart())
        {
            var length = 1;
            while (length < rest.Length && !char.IsWhiteSpace(rest[length]))
                length++;
            var index = IndexOf(rest[..length]);
            if (index < 0)
                throw new WalletException($"Word {count + 1} of the mnemonic is not in the English word list: check its spelling");
            if (count < MaximumWords)
                WriteWord(bits, count, index);
            count++;
            rest = rest[length..];
        }

        return count;
    }

    private static int IndexOf(ReadOnlySpan<char> word)
    {
        if (word.Length > Bip39WordList.LongestWord)
            return -1;
        Span<char> lower = stackalloc char[Bip39WordList.LongestWord];
        for (var i = 0; i < word.Length; i++)
            lower[i] = char.IsAsciiLetterUpper(word[i]) ? (char)(word[i] | 0x20) : word[i];
        return Bip39WordList.IndexOf(lower[..word.Length]);
    }

    private static int ReadWord(ReadOnlySpan<byte> bits, int word)
    {
        var index = 0;
        for (var bit = word * WordBits; bit < (word + 1) * WordBits; bit++)
            index = index << 1 | (bits[bit / 8] >> (7 - bit % 8) & 1);
        return index;
    }

    private static void WriteWord(Span<byte> bits, int word, int index)
    {
        for (var i = 0; i < WordBits; i++)
        {
            var bit = word * WordBits + i;
            bits[bit / 8] |= (byte)((index >> (WordBits - 1 - i) & 1) << (7 - bit % 8));
        }
    }
}
