namespace Allora.Cli.Keys.Formats;

/// <summary>The checksum of OpenPGP armor (RFC 9580, section 6.1).</summary>
internal static class Crc24
{
    private const int Start = 0xB704CE;
    private const int Polynomial = 0x1864CFB;

    public static byte[] Of(ReadOnlySpan<byte> data)
    {
        var crc = Start;
        foreach (var one in data)
        {
            crc ^= one << 16;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x800000) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
        }

        return [(byte)(crc >> 16), (byte)(crc >> 8), (byte)crc];
    }
}
