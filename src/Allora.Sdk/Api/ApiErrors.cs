using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Allora.Sdk.Api;

/// <summary>The meaning of the HTTP statuses of the API and the faucet.</summary>
internal static class ApiErrors
{
    private const int LongestText = 300;

    /// <param name="what">The call, for the message.</param>
    /// <param name="status">The status.</param>
    /// <param name="body">The reply.</param>
    /// <param name="secrets">What was sent and must not be shown: servers repeat a refused key.</param>
    public static AlloraException Of(string what, HttpStatusCode status, ReadOnlySpan<byte> body, IEnumerable<string> secrets)
    {
        var (reason, transient) = status switch
        {
            HttpStatusCode.TooManyRequests => (AlloraErrorReason.RateLimited, true),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (AlloraErrorReason.AccessDenied, false),
            HttpStatusCode.NotFound => (AlloraErrorReason.NotFound, false),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => (AlloraErrorReason.Unavailable, true),
            _ => (AlloraErrorReason.InvalidRequest, false),
        };
        var hint = reason switch
        {
            AlloraErrorReason.RateLimited => "too many requests, try again later",
            AlloraErrorReason.AccessDenied => "the API key is missing or not accepted",
            _ => "refused",
        };
        return new AlloraException(reason, transient, string.Create(CultureInfo.InvariantCulture, $"{what}: {hint} (HTTP {(int)status}){Text(body, secrets)}"));
    }

    // A server's text may be a whole page.
    private static string Text(ReadOnlySpan<byte> body, IEnumerable<string> secrets)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var root = JsonElement.ParseValue(ref reader);
            foreach (var name in (ReadOnlySpan<string>)["apiResponseMessage", "message", "error"])
            {
                if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var said) && said.ValueKind == JsonValueKind.String)
                    return ": " + Cut(SafeText.Without(said.GetString()!, secrets));
            }
        }
        catch (JsonException)
        {
            // A page for people: the status is enough.
        }

        return "";
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText] + "...";
}
