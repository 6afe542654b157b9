using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Allora.Sdk.Chain.Transport.Http;

namespace Allora.Sdk.Api;

/// <summary>One request of the HTTP API with its retries: transient failures are retried, after the pause that the server requests.</summary>
internal sealed class ApiTransport : IDisposable
{
    private const long LargestReply = 64 << 20;

    private readonly AlloraApiOptions _options;
    private readonly HttpClient _http;
    private readonly string _address;
    private readonly string _query;
    private readonly IReadOnlyList<string> _secrets;

    public ApiTransport(AlloraApiOptions options)
    {
        _options = options;
        var handler = new SocketsHttpHandler
        {
            // The key must not follow a redirect to another host.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
        };
        options.ConfigureHttp?.Invoke(handler);
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestReply };
        _address = options.BaseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _query = options.BaseAddress.Query;
        _secrets = [.. SafeText.Secrets(options.BaseAddress), options.ApiKey ?? ""];
    }

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<ApiReply<T>> type, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 0; ; attempt++)
        {
            var (reply, failure, asked) = await CallOnceAsync(path, type, cancellationToken).ConfigureAwait(false);
            if (reply is not null)
                return reply;
            var pause = asked ?? _options.RetryPause * (1 << Math.Min(attempt, 10));
            if (!failure!.IsTransient || attempt >= _options.Retries || pause > _options.LongestRetryAfter)
                throw failure;
            await Task.Delay(pause, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(T? Reply, AlloraException? Failure, TimeSpan? Pause)> CallOnceAsync<T>(
        string path, JsonTypeInfo<ApiReply<T>> type, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = new CancellationTokenSource(_options.RequestTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, Target(path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (_options.ApiKey is { Length: > 0 } key)
            request.Headers.TryAddWithoutValidation("x-api-key", key);
        var name = path.Split('?')[0];
        try
        {
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? Read(name, body, type)
                : (null, ApiErrors.Of(name, response.StatusCode, body, _secrets), RetryAfter.Of(response, _options.TimeProvider));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException slow)
        {
            return (null, new AlloraException(AlloraErrorReason.Timeout, true, string.Create(CultureInfo.InvariantCulture, $"{name}: no answer within {_options.RequestTimeout.TotalSeconds:0.###} s"), slow), null);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return (null, new AlloraException(AlloraErrorReason.Transport, true, $"{name}: cannot reach the API: {broken.Message}", broken), null);
        }
    }

    private string Target(string path) => _query.Length == 0 ? $"{_address}/{path}"
        : path.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? $"{_address}/{path[..at]}{_query}&{path[(at + 1)..]}"
        : $"{_address}/{path}{_query}";

    private (T? Reply, AlloraException? Failure, TimeSpan? Pause) Read<T>(string name, byte[] body, JsonTypeInfo<ApiReply<T>> type)
        where T : class
    {
        try
        {
            var reply = JsonSerializer.Deserialize(body, type);
            return reply is { Status: not false, Data: { } data }
                ? (data, null, null)
                : (null, new AlloraException(AlloraErrorReason.NotFound, false, $"{name}: the API returned no data: {(reply?.Message is { } text ? SafeText.Without(text, _secrets) : "(no reason given)")}"), null);
        }
        catch (JsonException unreadable)
        {
            return (null, new AlloraException(AlloraErrorReason.Unavailable, true, $"{name}: the answer is not the API's JSON: {unreadable.Message}", unreadable), null);
        }
    }
}
