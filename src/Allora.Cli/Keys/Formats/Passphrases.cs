using System.Text;

namespace Allora.Cli.Keys.Formats;

/// <summary>Passphrases as bytes.</summary>
internal static class Passphrases
{
    /// <summary>UTF-8; the caller clears it.</summary>
    public static byte[] Utf8(ReadOnlySpan<char> passphrase)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(passphrase)];
        Encoding.UTF8.GetBytes(passphrase, bytes);
        return bytes;
    }
}
