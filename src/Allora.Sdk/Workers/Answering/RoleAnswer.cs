using Allora.Sdk.Encodings.Transactions;

namespace Allora.Sdk.Workers.Answering;

/// <summary>What the user's code answered for one nonce, as the loop needs it.</summary>
internal sealed record RoleAnswer
{
    /// <summary>Why nothing is to be sent; null where something is.</summary>
    public string? SkipReason { get; init; }

    /// <summary>The answer in the chain's spelling: for results, logs and the journal.</summary>
    public required string Text { get; init; }

    /// <summary>What the user's code said about it.</summary>
    public string? Note { get; init; }

    /// <summary>The answer as a prediction: for guards and as the last value. Null for roles that answer with something else.</summary>
    public Prediction? Prediction { get; init; }

    /// <summary>Set where the answer is not the provider's.</summary>
    public SubmissionFallback? Fallback { get; init; }

    /// <summary>
    /// What is left of an answer of two parts where the chain says, in these words, that it holds one of them for the nonce already; null where
    /// nothing is. The chain takes both parts or none, so one that it holds keeps the other out.
    /// </summary>
    public Func<string, RoleAnswer?> Without { get; init; } = static _ => null;

    /// <summary>Makes the signed messages, anew at each attempt: the schema may have changed since.</summary>
    public required Func<CancellationToken, ValueTask<IReadOnlyList<TransactionMessage>>> Messages { get; init; }
}
