namespace Topic67.Forecasting.Prices;

/// <summary>What kept a price source from answering: callers branch on this, not on text.</summary>
public enum PriceFault
{
    /// <summary>The source could not be reached or broke off.</summary>
    Unreachable,

    /// <summary>The source did not answer in time.</summary>
    Timeout,

    /// <summary>The source asks for fewer requests; <see cref="PriceSourceException.RetryAfter"/> says how long to wait.</summary>
    RateLimited,

    /// <summary>The key is missing or was refused.</summary>
    KeyRefused,

    /// <summary>The request was refused.</summary>
    Refused,

    /// <summary>The answer or the file has another shape than documented, or unusable numbers.</summary>
    BadData,

    /// <summary>There are no bars for the hours asked for.</summary>
    NoData,
}

/// <summary>A price source gave no usable bars. Nothing is invented in their place.</summary>
public sealed class PriceSourceException : Exception
{
    /// <summary>Creates one.</summary>
    public PriceSourceException(PriceFault fault, string message, Exception? inner = null, TimeSpan? retryAfter = null)
        : base(message, inner)
    {
        Fault = fault;
        RetryAfter = retryAfter;
    }

    /// <summary>What happened.</summary>
    public PriceFault Fault { get; }

    /// <summary>How long the source asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient => Fault is PriceFault.Unreachable or PriceFault.Timeout or PriceFault.RateLimited;
}
