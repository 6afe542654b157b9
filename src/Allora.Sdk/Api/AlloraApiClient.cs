using System.Globalization;
using System.Runtime.CompilerServices;

namespace Allora.Sdk.Api;

/// <summary>
/// Allora's HTTP API: topics with their names and figures, inferences signed for EVM consumers, and market data. It is a service separate from the chain;
/// workers do not need it. Thread-safe; failures are <see cref="AlloraException"/>.
/// </summary>
public sealed class AlloraApiClient : IDisposable
{
    private readonly AlloraApiOptions _options;
    private readonly ApiTransport _transport;

    /// <summary>Creates a client. It connects with the first request.</summary>
    /// <param name="options">The key, the address, time limits; the defaults if omitted.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public AlloraApiClient(AlloraApiOptions? options = null)
    {
        _options = options ?? new AlloraApiOptions();
        _options.Validate();
        _transport = new ApiTransport(_options);
    }

    /// <summary>Returns every topic of the chain, page by page as the sequence is read.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="AlloraException">A page could not be read, or the service returned a page twice.</exception>
    public IAsyncEnumerable<ApiTopic> GetTopicsAsync(CancellationToken cancellationToken = default) => PagesAsync(
        token => _transport.GetAsync(Path($"allora/{Escaped(_options.ChainId)}/topics", ("continuation_token", token)), ApiJson.Default.ApiReplyApiTopicPage, cancellationToken),
        static page => page.Topics,
        static page => page.ContinuationToken,
        cancellationToken);

    /// <summary>Gets one topic.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">There is none (<see cref="AlloraErrorReason.NotFound"/>), or the service could not be reached.</exception>
    public Task<ApiTopic> GetTopicAsync(ulong topicId, CancellationToken cancellationToken = default) =>
        _transport.GetAsync($"allora/{Escaped(_options.ChainId)}/topics/{topicId.ToString(CultureInfo.InvariantCulture)}", ApiJson.Default.ApiReplyApiTopic, cancellationToken);

    /// <summary>Gets a topic's newest network inference, signed so that a contract on an EVM chain can verify it.</summary>
    /// <param name="topicId">The topic.</param>
    /// <param name="target">The EVM chain whose contract will verify it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">There is none, or the service could not be reached.</exception>
    public Task<ApiInference> GetInferenceAsync(ulong topicId, ApiConsumer target = ApiConsumer.EthereumSepolia, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(
            Path($"allora/consumer/{Name(target)}", ("allora_topic_id", topicId.ToString(CultureInfo.InvariantCulture)), ("inference_value_type", "uint256")),
            ApiJson.Default.ApiReplyApiInference,
            cancellationToken);

    /// <summary>Gets the newest price inference of an asset, signed for an EVM chain.</summary>
    /// <param name="asset">BTC or ETH.</param>
    /// <param name="timeframe">5m or 8h.</param>
    /// <param name="target">The EVM chain whose contract will verify it.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">There is none, or the service could not be reached.</exception>
    public Task<ApiInference> GetPriceInferenceAsync(
        string asset, string timeframe, ApiConsumer target = ApiConsumer.EthereumSepolia, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(asset);
        ArgumentException.ThrowIfNullOrWhiteSpace(timeframe);
        return _transport.GetAsync($"allora/consumer/price/{Name(target)}/{Escaped(asset)}/{Escaped(timeframe)}", ApiJson.Default.ApiReplyApiInference, cancellationToken);
    }

    /// <summary>Returns price bars of one minute from a day until now, page by page (about a day each) as the sequence is read.</summary>
    /// <param name="tickers">The pairs to list, in lower case without a slash, such as "btcusd".</param>
    /// <param name="from">The first day (UTC).</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="AlloraException">A page could not be read, or the service returned a page twice.</exception>
    public IAsyncEnumerable<ApiBar> GetBarsAsync(IReadOnlyList<string> tickers, DateOnly from, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tickers);
        ArgumentOutOfRangeException.ThrowIfZero(tickers.Count, nameof(tickers));
        return PagesAsync(
            token => _transport.GetAsync(
                Path(
                    "allora/market-data/ohlc",
                    ("tickers", string.Join(',', tickers)),
                    ("from_date", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                    ("continuation_token", token)),
                ApiJson.Default.ApiReplyApiBarPage,
                cancellationToken),
            static page => page.Data ?? [],
            static page => page.ContinuationToken,
            cancellationToken);
    }

    /// <summary>Returns the files of price bars by month, from a month until now: for a long history they are faster than <see cref="GetBarsAsync"/>.</summary>
    /// <param name="tickers">The pairs to list, in lower case without a slash, such as "btcusd".</param>
    /// <param name="from">A day of the first month (UTC).</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="AlloraException">A page could not be read, or the service returned a page twice.</exception>
    public IAsyncEnumerable<ApiBarMonth> GetBarMonthsAsync(IReadOnlyList<string> tickers, DateOnly from, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tickers);
        ArgumentOutOfRangeException.ThrowIfZero(tickers.Count, nameof(tickers));
        return PagesAsync(
            token => _transport.GetAsync(
                Path(
                    "allora/market-data/ohlc/buckets/by-month",
                    ("tickers", string.Join(',', tickers)),
                    ("from_month", from.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
                    ("continuation_token", token)),
                ApiJson.Default.ApiReplyApiBarMonthPage,
                cancellationToken),
            static page => page.Data ?? [],
            static page => page.ContinuationToken,
            cancellationToken);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _transport.Dispose();

    // A repeated token would lead to an endless loop.
    private static async IAsyncEnumerable<TItem> PagesAsync<TPage, TItem>(
        Func<string?, Task<TPage>> ask,
        Func<TPage, IReadOnlyList<TItem>> items,
        Func<TPage, string?> next,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> seen = [];
        string? token = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await ask(token).ConfigureAwait(false);
            foreach (var item in items(page))
                yield return item;
            token = next(page);
            if (!string.IsNullOrEmpty(token) && !seen.Add(token))
                throw new AlloraException(AlloraErrorReason.Unavailable, isTransient: true, "The API's pages repeat: it returned the same continuation token twice.");
        }
        while (!string.IsNullOrEmpty(token));
    }

    private static string Name(ApiConsumer target) => target switch
    {
        ApiConsumer.EthereumSepolia => "ethereum-11155111",
        ApiConsumer.Ethereum => "ethereum-1",
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "Use one of the chains that the API signs for."),
    };

    private static string Path(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (value is null)
                continue;
            path += $"{separator}{name}={Escaped(value)}";
            separator = '&';
        }

        return path;
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text);
}
