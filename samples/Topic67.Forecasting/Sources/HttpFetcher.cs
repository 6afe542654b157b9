using System.Net;
using Allora.Sdk;
using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>
/// Sends requests to a source: a bounded number of attempts, and none before a requested pause has passed. Rate limits end
/// by themselves; no source is excluded permanently.
/// </summary>
internal sealed class HttpFetcher : IDisposable
{
    private const int LargestAnswer = 16 * 1024 * 1024;

    private static readonly TimeSpan UnstatedPause = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http;
    private readonly HttpSourceOptions _options;
    private readonly string _source;
    private readonly SourceAddress _address;
    private readonly Func<HttpReply, PriceSourceException?> _inspect;
    private DateTimeOffset _notBefore;

    public HttpFetcher(string source, HttpSourceOptions options, SourceAddress address, Func<HttpReply, PriceSourceException?> inspect)
    {
        (_source, _options, _address, _inspect) = (source, options, address, inspect);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            MaxResponseContentBufferSize = LargestAnswer,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("topic67-forecasting/0.1");
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        _http.DefaultRequestHeaders.Authorization = address.Authorization;
    }

    public void Dispose() => _http.Dispose();

    public async Task<HttpReply> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        var rest = _notBefore - _options.Time.GetUtcNow();
        if (rest > TimeSpan.Zero)
        {
            throw new PriceSourceException(
                PriceFault.RateLimited, $"{_source} sent Retry-After: the next request is possible in {rest.TotalSeconds:0} s.", retryAfter: rest);
        }

        for (var attempt = 1; ; attempt++)
        {
            var (reply, fault) = await TryAsync(address, cancellationToken).ConfigureAwait(false);
            if (fault is null)
                return reply!;
            var wait = fault.RetryAfter ?? TimeSpan.FromSeconds(1 << (attempt - 1));
            if (!fault.IsTransient || attempt >= _options.Attempts || wait > _options.LongestWait)
                throw Remembered(fault);
            await Task.Delay(wait, _options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(HttpReply? Reply, PriceSourceException? Fault)> TryAsync(Uri address, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.RequestTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _http.GetAsync(address, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            var reply = new HttpReply(
                response.StatusCode, body, RetryAfterOf(response), response.Headers.Date);
            return (reply, _inspect(reply) ?? Classify(reply, address));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            var limit = _options.RequestTimeout.TotalSeconds;
            return (null, new PriceSourceException(PriceFault.Timeout, $"{_source} gave no answer within {limit:0} s.", e));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (null, new PriceSourceException(PriceFault.Unreachable, $"{_source} could not be reached: {e.Message.TrimEnd('.')}.", e));
        }
    }

    private PriceSourceException? Classify(HttpReply reply, Uri address)
    {
        if (reply.IsSuccess)
            return null;
        var status = (int)reply.Status;
        var what = $"{_source} answered {status} to {SafeText.Without(address.AbsolutePath, _address.Secrets)}: {reply.Excerpt(_address.Secrets)}";
        return status switch
        {
            429 or 418 => new PriceSourceException(PriceFault.RateLimited, what, retryAfter: reply.RetryAfter),
            401 or 403 => new PriceSourceException(PriceFault.KeyRefused, what),
            408 or >= 500 => new PriceSourceException(PriceFault.Unreachable, what, retryAfter: reply.RetryAfter),
            _ => new PriceSourceException(PriceFault.Refused, what),
        };
    }

    private PriceSourceException Remembered(PriceSourceException fault)
    {
        if (fault.Fault == PriceFault.RateLimited)
            _notBefore = _options.Time.GetUtcNow() + (fault.RetryAfter ?? UnstatedPause);
        return fault;
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - (response.Headers.Date ?? _options.Time.GetUtcNow()) : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
