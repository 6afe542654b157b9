using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Allora.Sdk.Alerts;

/// <summary>One request to the webhook. Its address appears in no message, log or trace; its answer is not read.</summary>
internal sealed class WebhookSender : IDisposable
{
    private const int LargestDrain = 16 << 10;
    private const int LargestHeadersKilobytes = 16;

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly AuthenticationHeaderValue? _authorization;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public WebhookSender(Uri address, AlertOptions options, TimeProvider time)
    {
        _timeout = options.RequestTimeout;
        _time = time;
        _address = new Uri(address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo & ~UriComponents.Fragment, UriFormat.UriEscaped));
        _authorization = address.UserInfo.Length == 0 ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
        _http = new HttpClient(Handler(options.ConfigureHttp)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The only part of the address that is shown.</summary>
    public string Host => SafeText.OneLine(_address.IdnHost);

    /// <summary>Sends alerts.</summary>
    /// <returns>Null if they were accepted, otherwise why not, without the address.</returns>
    public async Task<string?> SendAsync(IReadOnlyList<WorkerAlert> alerts, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(WebhookBody.Of(alerts), AlertJson.Default.WebhookBody)) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.Authorization = _authorization;
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null
                : (int)response.StatusCode is >= 300 and < 400 ? string.Create(CultureInfo.InvariantCulture, $"it answered {(int)response.StatusCode}, a redirect, which is not followed")
                : string.Create(CultureInfo.InvariantCulture, $"it answered {(int)response.StatusCode}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"no answer within {_timeout.TotalSeconds:0.###} s");
        }
        catch (HttpRequestException broken)
        {
            // Its message may have parts of the address.
            return broken.HttpRequestError.ToString();
        }
        catch (IOException)
        {
            return "the connection was lost";
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Handler(Action<SocketsHttpHandler>? configure)
    {
        var handler = new SocketsHttpHandler
        {
            // Whoever answers must not lead alerts to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            MaxResponseDrainSize = LargestDrain,
            MaxResponseHeadersLength = LargestHeadersKilobytes,
            // Without a propagator .NET makes no trace of the request, which would have the whole address.
            ActivityHeadersPropagator = null,
        };
        configure?.Invoke(handler);
        return handler;
    }
}
