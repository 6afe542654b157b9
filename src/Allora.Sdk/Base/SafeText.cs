using System.Buffers;
using System.Globalization;
using System.Text;
using Allora.Sdk.Base;

namespace Allora.Sdk;

/// <summary>
/// Text for terminals, logs and messages. Text of a chain, a model, a file or a user may hold escape sequences and line breaks, and addresses
/// and settings may hold keys: this library shows such text through these methods only.
/// </summary>
public static class SafeText
{
    private const string Hidden = "***";
    private const int MaxValueLength = 80;
    private const int MinSecretLength = 4;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The text as one line: line breaks and tabs become spaces, other control characters and marks that change the direction of text become \uXXXX.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The number of characters after which the text is cut, with "..." in place of the remainder. Default: not cut.</param>
    public static string OneLine(string text, int maxLength = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isCut = text.Length > maxLength;
        var shown = isCut ? text.AsSpan(0, maxLength) : text;
        if (!isCut && !HasUnsafe(shown))
            return text;
        var line = new StringBuilder(shown.Length + 16);
        foreach (var c in shown)
        {
            if (c is '\n' or '\r' or '\t')
                line.Append(' ');
            else if (IsUnsafe(c))
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                line.Append(c);
        }

        return isCut ? line.Append("...").ToString() : line.ToString();
    }

    /// <summary>An address without user name, password, query and fragment; parts of its path that may be keys are shown as ***.</summary>
    public static string Address(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Address(address.OriginalString);
    }

    /// <summary>The same for an address that may be wrong, or that is a template with {names}.</summary>
    public static string Address(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (IsKeyMaterial(address))
            return Hidden;
        // A password with a slash, a question mark, a hash or an @ makes an address that cannot be parsed, or one that is taken for another:
        // what is not certain to be host and path is left out.
        var isUri = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0;
        var isClear = isUri && address.IndexOf('@', StringComparison.Ordinal) is var first
            && (first < 0 || (uri!.UserInfo.Length > 0 ? first == address.LastIndexOf('@') : !Authority(address).Contains(':')));
        var plain = isClear ? address[..End(address, 0, "?#")] : address;
        var scheme = plain.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0;
        var user = plain.LastIndexOf('@', (isClear ? End(plain, scheme, "/\\") : plain.Length) - 1);
        if (!isClear && user >= scheme && (isUri || plain.IndexOf('@', StringComparison.Ordinal) < user || plain.AsSpan(0, user).Contains('?')))
            return OneLine(plain[..scheme] + Hidden);
        if (user >= scheme)
            plain = plain.Remove(scheme, user + 1 - scheme);
        plain = plain[..End(plain, 0, "?#")];
        var path = End(plain, scheme, "/\\");
        var segments = plain[path..].Split('/').Select(static segment => MayBeKey(segment) ? Hidden : segment);
        return OneLine(plain[..path] + string.Join('/', segments), 2 * MaxValueLength);
    }

    /// <summary>The parts of an address that <see cref="Address(Uri)"/> leaves out and that may be secrets, as they are written and as they are sent. For <see cref="Without"/>.</summary>
    public static IReadOnlyList<string> Secrets(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsAbsoluteUri ? [.. AddressSecrets.Of(address).Distinct()] : [];
    }

    /// <summary>
    /// The text with *** in place of each secret. For text of a server that was sent secrets: many servers repeat a refused key, or the address of the request.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="secrets">The secrets; those of fewer than four characters are ignored, since they would also be found in other words.</param>
    public static string Without(string text, IEnumerable<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(secrets);
        foreach (var secret in secrets.Where(static secret => secret.Length >= MinSecretLength).OrderByDescending(static secret => secret.Length))
            text = text.Replace(secret, Hidden, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    /// <summary>A setting's value for a message about it: one line of at most 80 characters, and *** if the value looks like a mnemonic, a key or a password.</summary>
    public static string Value(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return IsKeyMaterial(value) ? Hidden
            : value.Contains("://", StringComparison.Ordinal) || value.Contains('@', StringComparison.Ordinal) ? Address(value)
            : MayBeKey(value) && !IsAccount(value) ? Hidden
            : OneLine(value, MaxValueLength);
    }

    /// <summary>Whether the text is a mnemonic, a private key in hexadecimal digits or an armored key, right or wrong: it must not be shown, not even in part.</summary>
    public static bool IsKeyMaterial(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = text.AsSpan().Trim(" \t\r\n\"'");
        if (plain.StartsWith("-----BEGIN", StringComparison.Ordinal) || plain.StartsWith("eyJ", StringComparison.Ordinal))
            return true;
        var digits = plain.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? plain[2..] : plain;
        if (digits.Length >= 56 && !digits.ContainsAnyExcept(HexDigits))
            return true;
        var words = 0;
        foreach (var range in plain.SplitAny(" \t\r\n,"))
        {
            var word = plain[range];
            if (word.IsEmpty)
                continue;
            if (word.ContainsAnyExceptInRange('A', 'z') || word.Length > 8)
                return false;
            words++;
        }

        return words >= 6;
    }

    // An address of the chain, right or wrong, is public.
    private static bool IsAccount(string text) => text.StartsWith("allo", StringComparison.OrdinalIgnoreCase) && text.Contains('1', StringComparison.Ordinal) && text.All(char.IsAsciiLetterOrDigit);

    // A run of at least twelve letters and digits that has both; names of hosts, paths and settings rarely have one.
    internal static bool MayBeKey(ReadOnlySpan<char> text)
    {
        var (length, letters, digits) = (0, 0, 0);
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                (length, letters, digits) = (0, 0, 0);
            else
                (length, letters, digits) = (length + 1, letters + (char.IsAsciiLetter(c) ? 1 : 0), digits + (char.IsAsciiDigit(c) ? 1 : 0));
            if (length >= 12 && letters > 0 && digits > 0)
                return true;
        }

        return text.Length >= 20 && text.ContainsAnyInRange('0', '9') && text.ContainsAnyInRange('a', 'z') && text.ContainsAnyInRange('A', 'Z') && !text.ContainsAny(" {");
    }

    private static ReadOnlySpan<char> Authority(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0;
        return address.AsSpan(start, End(address, start, "/\\?#") - start);
    }

    private static int End(string text, int from, string marks) => text.IndexOfAny(marks.ToCharArray(), from) is var at and >= 0 ? at : text.Length;

    private static bool HasUnsafe(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExceptInRange(' ', '~'))
            return false;
        foreach (var c in text)
        {
            if (IsUnsafe(c))
                return true;
        }

        return false;
    }

    // Control characters, line and paragraph separators, and marks that change the direction of text.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is '\u061c' or '\u200e' or '\u200f' or '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
