using Allora.Sdk.Encodings.Payloads;

namespace Allora.Sdk.Workers.Answering;

/// <summary>The answer of the user's code for one nonce, as the loop needs it.</summary>
internal sealed record RoleAnswer
{
    /// <summary>The reason to send nothing; null if something is to be sent.</summary>
    public string? SkipReason { get; init; }

    /// <summary>The answer in the chain's spelling: for results, logs and the journal.</summary>
    public required string Text { get; init; }

    /// <summary>The note of the user's code.</summary>
    public string? Note { get; init; }

    /// <summary>The answer as a prediction: for guards and as the last value. Null for roles with other answers.</summary>
    public Prediction? Prediction { get; init; }

    /// <summary>Set if the answer is not the provider's.</summary>
    public SubmissionFallback? Fallback { get; init; }

    /// <summary>
    /// The remaining part of an answer of two parts, if the chain has refused it, with this text, because it has one of them for the nonce already;
    /// null if nothing remains. The chain takes both parts or none, so a part that it has keeps the other out.
    /// </summary>
    public Func<string, RoleAnswer?> Without { get; init; } = static _ => null;

    /// <summary>Creates the bundle to sign, again at each attempt: the schema may have changed since.</summary>
    public required Func<CancellationToken, ValueTask<UnsignedBundle>> Bundle { get; init; }
}
