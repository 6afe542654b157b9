using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Allora.Cli.Running;
using Allora.Sdk;

namespace Allora.Cli.Worker.Http;

/// <summary>
/// HTTP to the user's programs: their own headers, user and password of the address as Basic authentication, and redirects only within the
/// origin, so that no header reaches another server and no answer is from one.
/// </summary>
internal sealed class ModelHttp : IDisposable
{
    private const int MaximumAnswer = 1 << 20;
    private const int MostRedirects = 10;

    private readonly HttpClient _http;
    private readonly bool _hasAuthorization;
    private readonly List<string> _secrets = [];

    /// <param name="headers">Sent with each request; ${NAME} in them comes from the environment.</param>
    /// <exception cref="UsageException">A variable is not set, or a header cannot be sent.</exception>
    public ModelHttp(IReadOnlyDictionary<string, string> headers)
    {
        // The worker's own timeout ends a call. Redirects are followed here, since the handler would follow all and drop headers.
        _http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaximumAnswer,
        };
        try
        {
            foreach (var (name, value) in HeaderValues.Of(headers))
            {
                if (!_http.DefaultRequestHeaders.TryAddWithoutValidation(name, value))
                    throw new UsageException($"the header {SafeText.Value(name)} cannot be sent with a request");
                _secrets.AddRange([value, value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..]]);
                _hasAuthorization |= name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
            }
        }
        catch
        {
            _http.Dispose();
            throw;
        }
    }

    /// <summary>Reads an answer. A program may repeat in it the key that it refuses, or the address of the request: the message of a failure shows neither.</summary>
    /// <exception cref="FormatException">The answer cannot be read.</exception>
    public T Read<T>(Uri address, string text, Func<string, T> read)
    {
        try
        {
            return read(text);
        }
        catch (FormatException wrong)
        {
            var shown = SafeText.Without(wrong.Message, [.. _secrets, .. SafeText.Secrets(address)]);
            if (shown != wrong.Message)
                throw new FormatException(shown);
            throw;
        }
    }

    public Task<(HttpStatusCode Status, string Text)> GetAsync(Uri address, CancellationToken cancellationToken) =>
        SendAsync(address, static () => null, HttpMethod.Get, cancellationToken);

    public Task<(HttpStatusCode Status, string Text)> PostAsync(Uri address, string json, CancellationToken cancellationToken) =>
        SendAsync(address, () => new StringContent(json, Encoding.UTF8, "application/json"), HttpMethod.Post, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(Uri address, Func<HttpContent?> content, HttpMethod method, CancellationToken cancellationToken)
    {
        var user = address.UserInfo;
        var at = Anonymous(address);
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(method, at) { Content = content() };
            if (user.Length > 0 && !_hasAuthorization)
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(user))));
            using var response = await _http.SendAsync(request, cancellationToken);
            if (Target(response, at) is not { } target)
                return (response.StatusCode, await TextAsync(response, cancellationToken));
            if (!IsSameOrigin(at, target))
                throw new HttpRequestException($"{UrlTemplate.Redacted(at.OriginalString)} redirects to {UrlTemplate.Redacted(target.OriginalString)}, another origin: nothing was sent there. Use that address if it is meant");
            if (redirects >= MostRedirects)
                throw new HttpRequestException($"{UrlTemplate.Redacted(address.OriginalString)} redirects more than {MostRedirects} times");
            // 303 requires a GET, and so do 301 and 302 after a POST, as in all clients.
            if (response.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Moved or HttpStatusCode.Found)
                (method, content) = (HttpMethod.Get, static () => null);
            at = target;
        }
    }

    private static Uri? Target(HttpResponseMessage response, Uri at)
    {
        if (response.StatusCode is not (HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            || response.Headers.Location is not { } location)
            return null;
        return Anonymous(location.IsAbsoluteUri ? location : new Uri(at, location));
    }

    private static bool IsSameOrigin(Uri left, Uri right) =>
        Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static Uri Anonymous(Uri address) => address.UserInfo.Length == 0 ? address : new UriBuilder(address) { UserName = "", Password = "" }.Uri;

    // A model's answer is ASCII in every charset that it may name: the name is not needed, and .NET may not have it.
    private static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (response.Content.Headers.ContentEncoding.FirstOrDefault(static encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)) is { } encoding)
            throw new HttpRequestException($"the answer is compressed as \"{Shown.Short(encoding)}\", which cannot be read: answer plainly, or with gzip, deflate or br");
        var text = bytes.AsSpan() switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2),
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3),
            _ when IsUtf16(response) => Encoding.Unicode.GetString(bytes),
            _ => Encoding.UTF8.GetString(bytes),
        };
        return text;
    }

    private static bool IsUtf16(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.CharSet?.Trim('"', '\'') is { } charset && charset.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase);
}
