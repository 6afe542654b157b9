using System.Text;

namespace Allora.Sdk.DevNet.Values;

/// <summary>Bech32 with the node's own words for what is wrong, which a yes-or-no decoder cannot give.</summary>
internal static class Bech32Text
{
    private const string Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLength = 6;

    public static string Encode(string prefix, ReadOnlySpan<byte> data)
    {
        var values = Regroup(data, 8, 5, pad: true)!;
        var text = new StringBuilder(prefix).Append('1');
        foreach (var value in values)
            text.Append(Alphabet[value]);
        var check = Polymod(prefix, [.. values, 0, 0, 0, 0, 0, 0]) ^ 1;
        for (var i = 0; i < ChecksumLength; i++)
            text.Append(Alphabet[(int)((check >> (5 * (5 - i))) & 31)]);
        return text.ToString();
    }

    /// <summary>Null with the reason when the text is no bech32.</summary>
    public static (string Prefix, byte[] Data)? Decode(string text, out string why)
    {
        why = "";
        if (text.Length < 8)
        {
            // The node looks for the separator only in what is long enough to hold one.
            why = $"decoding bech32 failed: invalid bech32 string length {text.Length}";
            return null;
        }

        if (text.Any(static c => c is < '!' or > '~'))
        {
            why = $"decoding bech32 failed: invalid character in string: '{text.First(static c => c is < '!' or > '~')}'";
            return null;
        }

        var lower = text.ToLowerInvariant();
        if (text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower))
        {
            why = "decoding bech32 failed: string not all lowercase or all uppercase";
            return null;
        }

        var separator = lower.LastIndexOf('1');
        if (separator < 1 || separator + ChecksumLength + 1 > lower.Length)
        {
            why = $"decoding bech32 failed: invalid separator index {separator}";
            return null;
        }

        var prefix = lower[..separator];
        var values = new byte[lower.Length - separator - 1];
        for (var i = 0; i < values.Length; i++)
        {
            var value = Alphabet.IndexOf(lower[separator + 1 + i], StringComparison.Ordinal);
            if (value < 0)
            {
                why = $"decoding bech32 failed: invalid character not part of charset: {(int)lower[separator + 1 + i]}";
                return null;
            }

            values[i] = (byte)value;
        }

        if (Polymod(prefix, values) != 1)
        {
            why = $"decoding bech32 failed: invalid checksum (expected {Expected(prefix, values)} got {lower[^ChecksumLength..]})";
            return null;
        }

        if (Regroup(values.AsSpan(..^ChecksumLength), 5, 8, pad: false) is { } data)
            return (prefix, data);
        why = "decoding bech32 failed: invalid incomplete group";
        return null;
    }

    private static string Expected(string prefix, byte[] values)
    {
        var check = Polymod(prefix, [.. values.AsSpan(..^ChecksumLength), 0, 0, 0, 0, 0, 0]) ^ 1;
        return string.Concat(Enumerable.Range(0, ChecksumLength).Select(i => Alphabet[(int)((check >> (5 * (5 - i))) & 31)]));
    }

    private static uint Polymod(string prefix, ReadOnlySpan<byte> values)
    {
        var check = 1u;
        foreach (var c in prefix)
            check = Step(check, (byte)(c >> 5));
        check = Step(check, 0);
        foreach (var c in prefix)
            check = Step(check, (byte)(c & 31));
        foreach (var value in values)
            check = Step(check, value);
        return check;
    }

    private static uint Step(uint check, byte value)
    {
        ReadOnlySpan<uint> generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
        var top = check >> 25;
        check = ((check & 0x1ffffff) << 5) ^ value;
        for (var i = 0; i < generator.Length; i++)
        {
            if (((top >> i) & 1) != 0)
                check ^= generator[i];
        }

        return check;
    }

    private static byte[]? Regroup(ReadOnlySpan<byte> data, int from, int to, bool pad)
    {
        var result = new List<byte>((data.Length * from / to) + 1);
        int buffer = 0, bits = 0;
        foreach (var value in data)
        {
            buffer = (buffer << from) | value;
            bits += from;
            while (bits >= to)
            {
                bits -= to;
                result.Add((byte)((buffer >> bits) & ((1 << to) - 1)));
            }

            buffer &= (1 << bits) - 1;
        }

        if (pad && bits > 0)
            result.Add((byte)((buffer << (to - bits)) & ((1 << to) - 1)));
        else if (!pad && (bits >= from || buffer != 0))
            return null;
        return [.. result];
    }
}
