namespace Topic67.Forecasting.Prices;

/// <summary>Why a price source failed: callers branch on this, not on text.</summary>
public enum PriceFault
{
    /// <summary>The source could not be reached, or the connection broke.</summary>
    Unreachable,

    /// <summary>The source did not answer in time.</summary>
    Timeout,

    /// <summary>The source limits requests; see <see cref="PriceSourceException.RetryAfter"/> for the time to wait.</summary>
    RateLimited,

    /// <summary>The key is missing or was refused.</summary>
    KeyRefused,

    /// <summary>The request was refused.</summary>
    Refused,

    /// <summary>The answer or the file has another shape than documented, or unusable numbers.</summary>
    BadData,

    /// <summary>There are no bars for the requested hours.</summary>
    NoData,
}

/// <summary>A price source returned no usable bars. No prices are invented instead.</summary>
public sealed class PriceSourceException : Exception
{
    /// <summary>Creates an exception.</summary>
    public PriceSourceException(PriceFault fault, string message, Exception? inner = null, TimeSpan? retryAfter = null)
        : base(message, inner)
    {
        Fault = fault;
        RetryAfter = retryAfter;
    }

    /// <summary>The kind of failure.</summary>
    public PriceFault Fault { get; }

    /// <summary>How long the source requests a pause.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>True if the same request may succeed later.</summary>
    public bool IsTransient => Fault is PriceFault.Unreachable or PriceFault.Timeout or PriceFault.RateLimited;
}
