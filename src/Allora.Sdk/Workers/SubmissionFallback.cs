namespace Allora.Sdk;

/// <summary>Marks a submitted value that is not the provider's answer for its nonce.</summary>
/// <param name="Policy">The source of the value.</param>
/// <param name="Why">Why it was needed: the provider's failure.</param>
public sealed record SubmissionFallback(FallbackPolicy Policy, string Why)
{
    /// <summary>For <see cref="FallbackPolicy.LastValue"/>: the nonce for which the value was predicted.</summary>
    public long? FromNonce { get; init; }
}
