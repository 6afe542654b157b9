namespace Allora.Sdk.Wallets;

/// <summary>Regroups bits between bytes and bech32's words of five bits.</summary>
internal static class Bech32Words
{
    private const int WordBits = 5;
    private const int ByteBits = 8;

    public static byte[] FromBytes(ReadOnlySpan<byte> data)
    {
        var words = new byte[((data.Length * ByteBits) + WordBits - 1) / WordBits];
        var (pending, bits, at) = (0, 0, 0);
        foreach (var value in data)
        {
            pending = (pending << ByteBits | value) & 0xfff;
            for (bits += ByteBits; bits >= WordBits; bits -= WordBits)
                words[at++] = (byte)(pending >> (bits - WordBits) & 31);
        }

        if (bits > 0)
            words[at] = (byte)(pending << (WordBits - bits) & 31);
        return words;
    }

    /// <summary>Returns false if a whole word or a set bit would be left over.</summary>
    public static bool TryToBytes(ReadOnlySpan<byte> words, out byte[] data)
    {
        var bytes = new byte[words.Length * WordBits / ByteBits];
        var (pending, bits, at) = (0, 0, 0);
        foreach (var word in words)
        {
            pending = (pending << WordBits | word) & 0xfff;
            bits += WordBits;
            if (bits < ByteBits)
                continue;
            bits -= ByteBits;
            bytes[at++] = (byte)(pending >> bits);
        }

        var whole = bits < WordBits && (pending & ((1 << bits) - 1)) == 0;
        data = whole ? bytes : [];
        return whole;
    }
}
