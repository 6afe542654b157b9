namespace Allora.Sdk.Api;

/// <summary>Options of an <see cref="AlloraApiClient"/>.</summary>
public sealed record AlloraApiOptions
{
    /// <summary>Sent as x-api-key. Never logged, never in a URL. Default: none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The address of the API. Default: https://api.allora.network/v2.</summary>
    public Uri BaseAddress { get; init; } = new("https://api.allora.network/v2");

    /// <summary>The chain whose topics are listed. Default: allora-testnet-1.</summary>
    public string ChainId { get; init; } = "allora-testnet-1";

    /// <summary>How long one request may take. Default: 30 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The number of retries after a transient failure. Default: 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>The pause before the first retry if the server requests none; it doubles. Default: 500 ms.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause that a server may request (Retry-After); a longer one ends the request with RateLimited. Default: 30 seconds.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock for pauses and time limits. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Changes the connection before it is first used, such as for a proxy. Default: no change.</summary>
    public Action<SocketsHttpHandler>? ConfigureHttp { get; init; }

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{BaseAddress.Host}, {ChainId}";

    internal void Validate()
    {
        if (BaseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            throw new ArgumentException($"{nameof(BaseAddress)} must start with https:// or http://.", nameof(BaseAddress));
        ArgumentException.ThrowIfNullOrWhiteSpace(ChainId);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RequestTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(Retries);
        ArgumentOutOfRangeException.ThrowIfLessThan(RetryPause, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestRetryAfter, TimeSpan.Zero);
    }
}
