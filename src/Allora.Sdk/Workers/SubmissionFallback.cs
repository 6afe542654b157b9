namespace Allora.Sdk;

/// <summary>Marks a submitted value that is not the provider's answer for its nonce.</summary>
public sealed record SubmissionFallback
{
    /// <summary>The source of the value.</summary>
    public required FallbackPolicy Policy { get; init; }

    /// <summary>Why it was needed: the provider's failure.</summary>
    public required string Why { get; init; }

    /// <summary>For <see cref="FallbackPolicy.LastValue"/>: the nonce for which the value was predicted.</summary>
    public long? FromNonce { get; init; }
}
