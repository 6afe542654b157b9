using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Allora.Sdk;
using Topic67.Forecasting;
using Topic67.Worker.Settings;

namespace Topic67.Worker.Models;

/// <summary>
/// A model behind an address: GET, and a number as the answer. User name and password of the address are sent as Basic authentication; redirects are
/// followed within the origin only.
/// </summary>
internal sealed class HttpForecastModel : IForecastModel, IDisposable
{
    private const int LargestAnswer = 64 << 10;
    private const int MostRedirects = 5;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, UseCookies = false })
    {
        MaxResponseContentBufferSize = LargestAnswer,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly string _template;
    private readonly List<string> _secrets;

    public HttpForecastModel(string template, string? header)
    {
        _template = template;
        _secrets = [.. SafeText.Secrets(Values.Address("MODEL_URL", Filled(new ForecastRequest(DateTimeOffset.UnixEpoch, []))))];
        if (header is null)
            return;
        var at = header.IndexOf(':', StringComparison.Ordinal);
        if (!_http.DefaultRequestHeaders.TryAddWithoutValidation(header[..at].Trim(), header[(at + 1)..].Trim()))
            throw new ConfigurationException("MODEL_HEADER cannot be sent: write Name: value.");
        var value = header[(at + 1)..].Trim();
        _secrets.AddRange([value, value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..]]);
    }

    /// <summary>Whether the address can be asked for a moment of the past.</summary>
    public bool KnowsTime => _template.Contains("{Time}", StringComparison.Ordinal);

    public async ValueTask<double> ForecastAsync(ForecastRequest request, CancellationToken cancellationToken)
    {
        var start = new Uri(Filled(request));
        var at = new UriBuilder(start) { UserName = "", Password = "" }.Uri;
        var origin = at.GetLeftPart(UriPartial.Authority);
        for (var redirects = 0; ; redirects++)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, at);
            if (start.UserInfo.Length > 0 && !_http.DefaultRequestHeaders.Contains("Authorization"))
                message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(start.UserInfo))));
            using var response = await _http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location)
            {
                var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
                return response.IsSuccessStatusCode ? ModelAnswer.Number(text, _secrets) : throw new InvalidDataException($"it answered {(int)response.StatusCode}");
            }

            var target = new Uri(at, location);
            if (target.GetLeftPart(UriPartial.Authority) != origin)
                throw new InvalidDataException($"it redirects to {SafeText.Address(target)}, another origin: nothing was sent there");
            if (redirects >= MostRedirects)
                throw new InvalidDataException("it redirects in a circle");
            at = target;
        }
    }

    public void Dispose() => _http.Dispose();

    private string Filled(ForecastRequest request) => _template
        .Replace("{TopicId}", request.TopicId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{BlockHeight}", request.Nonce.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{Time}", request.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
