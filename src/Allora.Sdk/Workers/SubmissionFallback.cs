namespace Allora.Sdk;

/// <summary>Says that a submitted value is not the provider's answer for its nonce.</summary>
/// <param name="Policy">Where the value comes from instead.</param>
/// <param name="Why">Why it was needed: what the provider did.</param>
public sealed record SubmissionFallback(FallbackPolicy Policy, string Why)
{
    /// <summary>For <see cref="FallbackPolicy.LastValue"/>: the nonce that the value was predicted for.</summary>
    public long? FromNonce { get; init; }
}
