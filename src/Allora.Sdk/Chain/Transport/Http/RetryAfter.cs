namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>How long a server asks to be left alone: the Retry-After header, in seconds or as a date.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        if (response.Headers.RetryAfter is not { } asked)
            return null;
        var wait = asked.Delta ?? asked.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
