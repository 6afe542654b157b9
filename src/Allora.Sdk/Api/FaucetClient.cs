using System.Globalization;
using System.Net;
using Allora.Sdk.Chain.Transport.Http;
using Allora.Sdk.Wallets;

namespace Allora.Sdk.Api;

/// <summary>Requests test coins from a network's faucet. One request, bounded in time; the balance shows whether the coins arrived.</summary>
public sealed class FaucetClient : IDisposable
{
    private const int MostRedirects = 3;
    private const long LargestReply = 1 << 20;

    private readonly AlloraNetwork _network;
    private readonly FaucetOptions _options;
    private readonly HttpClient _http;

    /// <summary>Creates a client. It connects with the first request.</summary>
    /// <param name="network">A network with a faucet.</param>
    /// <param name="options">The key and time limits; the defaults if omitted.</param>
    /// <exception cref="ArgumentException">The network has no faucet.</exception>
    public FaucetClient(AlloraNetwork network, FaucetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Faucet is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            throw new ArgumentException($"The network {network.ChainId} has no faucet.", nameof(network));
        (_network, _options) = (network, options ?? new FaucetOptions());
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_options.RequestTimeout, TimeSpan.Zero, nameof(options));
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestReply,
        };
    }

    /// <summary>Requests coins for an address.</summary>
    /// <param name="address">The address, allo1....</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">
    /// The faucet rejected the request: <see cref="AlloraErrorReason.RateLimited"/> after too many requests (the message contains the delay before
    /// the next one), <see cref="AlloraErrorReason.AccessDenied"/> if it requires a key.
    /// </exception>
    public async Task RequestAsync(string address, CancellationToken cancellationToken = default)
    {
        if (!AlloraAddress.IsValid(address, _network.AddressPrefix))
            throw new ArgumentException($"'{SafeText.Value(address)}' is not an address of this network; it must start with {_network.AddressPrefix}1.", nameof(address));
        using var limit = new CancellationTokenSource(_options.RequestTimeout, _options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await PostAsync(_network.Faucet!, address, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException slow)
        {
            throw new AlloraException(AlloraErrorReason.Timeout, true, string.Create(CultureInfo.InvariantCulture, $"faucet: no answer within {_options.RequestTimeout.TotalSeconds:0.###} s; check the balance before you try again"), slow);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new AlloraException(AlloraErrorReason.Transport, true, $"faucet: cannot reach it: {broken.Message}", broken);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    // The older host answers 301, after which HTTP clients send GET: the form must be sent again.
    private async Task PostAsync(Uri target, string address, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, target)
            {
                Content = new FormUrlEncodedContent([new("chain", _network.ChainId), new("address", address)]),
            };
            // The key is only sent to the faucet's own host, not after a redirect to another.
            if (_options.ApiKey is { Length: > 0 } key && target.Host == _network.Faucet!.Host)
                request.Headers.TryAddWithoutValidation("x-api-key", key);
            using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return;
            if (Moved(response, target) is not { } next)
                throw Refused(response, body);
            if (redirects == MostRedirects)
                throw new AlloraException(AlloraErrorReason.Unavailable, true, $"faucet: moved more than {MostRedirects} times");
            target = next;
        }
    }

    private static Uri? Moved(HttpResponseMessage response, Uri from) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is { } location
        && new Uri(from, location) is { Scheme: "http" or "https" } next
        && (from.Scheme == "http" || next.Scheme == "https")
            ? next
            : null;

    private AlloraException Refused(HttpResponseMessage response, byte[] body)
    {
        var failure = ApiErrors.Of("faucet", response.StatusCode, body, [.. SafeText.Secrets(_network.Faucet!), _options.ApiKey ?? ""]);
        return RetryAfter.Of(response, _options.TimeProvider) is { } wait
            ? new AlloraException(failure.Reason, failure.IsTransient, string.Create(CultureInfo.InvariantCulture, $"{failure.Message}; try again in {wait.TotalSeconds:0} s"))
            : failure;
    }
}
