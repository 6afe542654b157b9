using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Allora.Sdk.Dashboard.Security;

/// <summary>The token of a request: a bearer token, or the password of Basic authentication, which browsers send with their streams of events, too.</summary>
internal static class AccessToken
{
    public const string Challenge = "Basic realm=\"Allora console: any user name, and the token as the password\", charset=\"UTF-8\"";

    private const string Bearer = "Bearer ";
    private const string Basic = "Basic ";
    private const int LongestHeader = 4_096;

    public static bool Holds(HttpRequest request, string token) => Sent(request) is { } sent && Same(sent, token);

    private static string? Sent(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ Length: <= LongestHeader } header])
            return null;
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return header[Bearer.Length..].Trim();
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            return null;
        Span<byte> bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length))
            return null;
        var pair = Encoding.UTF8.GetString(bytes[..length]);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..];
    }

    // Of the hashes, so that the time does not depend on the length either.
    private static bool Same(string sent, string token) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(sent)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
