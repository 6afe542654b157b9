namespace Allora.Sdk.Wallets;

/// <summary>
/// The bech32 encoding of BIP-173, which the chain uses for addresses. Texts of up to 1023 characters are read, as in the
/// chain; the bech32m variant is not.
/// </summary>
internal static class Bech32
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;
    private const int MaximumLength = 1023;

    /// <summary>Encodes bytes with a lower-case prefix.</summary>
    /// <param name="prefix">The part before the 1.</param>
    /// <param name="data">The bytes.</param>
    /// <exception cref="ArgumentException">The prefix is empty or contains characters that bech32 does not allow, or the text would be too long.</exception>
    public static string Encode(string prefix, ReadOnlySpan<byte> data)
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        foreach (var letter in prefix)
        {
            if (letter is < '!' or > '~' or (>= 'A' and <= 'Z'))
                throw new ArgumentException("A bech32 prefix must be printable ASCII without capital letters", nameof(prefix));
        }

        var words = Bech32Words.FromBytes(data);
        if (prefix.Length + 1 + words.Length + ChecksumLength > MaximumLength)
            throw new ArgumentException("Too long for bech32", nameof(data));
        var text = new char[prefix.Length + 1 + words.Length + ChecksumLength];
        prefix.CopyTo(text);
        text[prefix.Length] = '1';
        var at = prefix.Length + 1;
        foreach (var word in words)
            text[at++] = Alphabet[word];
        var checksum = Polymod(prefix, words, ChecksumLength) ^ 1;
        for (var shift = 5 * (ChecksumLength - 1); shift >= 0; shift -= 5)
            text[at++] = Alphabet[(int)(checksum >> shift) & 31];
        return new string(text);
    }

    /// <summary>Decodes a text into its prefix, in lower case, and its bytes. Returns false if the text is not bech32 or does not hold whole bytes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">The part before the 1, in lower case.</param>
    /// <param name="data">The bytes.</param>
    public static bool TryDecode(string text, out string prefix, out byte[] data)
    {
        data = [];
        return TryDecodeWords(text, out prefix, out var words) && Bech32Words.TryToBytes(words, out data);
    }

    /// <summary>Checks only characters and checksum; the words need not make up whole bytes.</summary>
    internal static bool TryDecodeWords(string? text, out string prefix, out byte[] words)
    {
        (prefix, words) = ("", []);
        if (text is null || text.Length > MaximumLength || !HasOneCase(text))
            return false;
        var separator = text.LastIndexOf('1');
        var length = text.Length - separator - 1;
        if (separator < 1 || length < ChecksumLength)
            return false;
        var lower = text.ToLowerInvariant();
        var all = new byte[length];
        for (var i = 0; i < length; i++)
        {
            var word = Alphabet.IndexOf(lower[separator + 1 + i], StringComparison.Ordinal);
            if (word < 0)
                return false;
            all[i] = (byte)word;
        }

        if (Polymod(lower.AsSpan(0, separator), all, 0) != 1)
            return false;
        (prefix, words) = (lower[..separator], all[..^ChecksumLength]);
        return true;
    }

    private static bool HasOneCase(string text)
    {
        var (lower, upper) = (false, false);
        foreach (var letter in text)
        {
            if (letter is < '!' or > '~')
                return false;
            lower |= letter is >= 'a' and <= 'z';
            upper |= letter is >= 'A' and <= 'Z';
        }

        return !(lower && upper);
    }

    private static uint Polymod(ReadOnlySpan<char> prefix, ReadOnlySpan<byte> words, int zeros)
    {
        var state = 1u;
        foreach (var letter in prefix)
            state = Step(state, (uint)letter >> 5);
        state = Step(state, 0);
        foreach (var letter in prefix)
            state = Step(state, (uint)letter & 31);
        foreach (var word in words)
            state = Step(state, word);
        for (var i = 0; i < zeros; i++)
            state = Step(state, 0);
        return state;
    }

    private static uint Step(uint state, uint word)
    {
        var top = state >> 25;
        state = ((state & 0x1ffffff) << 5) ^ word;
        ReadOnlySpan<uint> generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        for (var bit = 0; bit < generators.Length; bit++)
            state ^= (top >> bit & 1) == 0 ? 0 : generators[bit];
        return state;
    }
}
