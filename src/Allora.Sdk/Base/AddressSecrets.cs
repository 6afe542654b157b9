using System.Text;

namespace Allora.Sdk.Base;

/// <summary>The parts of an address that may be secrets: user and password (also as Basic authentication), the query and its values, parts of the path that may be keys.</summary>
internal static class AddressSecrets
{
    public static IEnumerable<string> Of(Uri address)
    {
        if (address.UserInfo is { Length: > 0 } user)
        {
            var plain = Uri.UnescapeDataString(user);
            yield return user;
            yield return plain;
            yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(plain));
            // A name with a password is not a secret; a name alone is a token.
            foreach (var form in Forms(user.IndexOf(':', StringComparison.Ordinal) is var at and >= 0 ? user[(at + 1)..] : user))
                yield return form;
        }

        if (address.Query.Length > 1)
            yield return address.Query;
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var form in Forms(pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]))
                yield return form;
        }

        foreach (var segment in address.AbsolutePath.Split('/').Where(static segment => SafeText.MayBeKey(segment)))
        {
            foreach (var form in Forms(segment))
                yield return form;
        }
    }

    private static IEnumerable<string> Forms(string text) => [text, Uri.UnescapeDataString(text)];
}
