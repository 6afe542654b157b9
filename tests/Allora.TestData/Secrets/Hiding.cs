using System.Text;

namespace Allora.TestData.Secrets;

/// <summary>Finds secrets in bytes, as they are and in the encodings in which programs print them.</summary>
public static class Hiding
{
    /// <summary>The forms of a secret that were found: plain, hex, base64 or UTF-16.</summary>
    public static IEnumerable<string> Found(byte[] content, string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var text = Encoding.Latin1.GetString(content);
        if (text.Contains(secret, StringComparison.OrdinalIgnoreCase))
            yield return "plain";
        if (text.Contains(Convert.ToHexString(plain), StringComparison.OrdinalIgnoreCase))
            yield return "hex";
        if (Base64(plain).Any(part => text.Contains(part, StringComparison.Ordinal)))
            yield return "base64";
        if (content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(secret)) >= 0 || content.AsSpan().IndexOf(Encoding.BigEndianUnicode.GetBytes(secret)) >= 0)
            yield return "UTF-16";
    }

    /// <summary>The characters that a secret has in a longer base64 text, for each of its three positions, without those that its neighbors share.</summary>
    private static IEnumerable<string> Base64(byte[] secret)
    {
        for (var shift = 0; shift < 3; shift++)
        {
            var text = Convert.ToBase64String([.. new byte[shift], .. secret]).TrimEnd('=');
            var from = shift == 0 ? 0 : shift + 1;
            yield return text[from..^1];
        }
    }
}
