using Allora.Sdk.Encodings.Transactions;

namespace Allora.Sdk.Sending;

/// <summary>The messages of one transaction, and its differences from the wallet's <see cref="TransactionOptions"/>.</summary>
public sealed record TransactionRequest
{
    /// <summary>
    /// The messages, at least one; all of them take effect, or none. Built at each attempt, since the schema may have changed by then.
    /// </summary>
    public required Func<CancellationToken, ValueTask<IReadOnlyList<TransactionMessage>>> Messages { get; init; }

    /// <summary>A public note, up to 256 bytes. Default: empty.</summary>
    public string Memo { get; init; } = "";

    /// <summary>Limits on the fee. Default null: the wallet's options.</summary>
    public FeeOptions? Fees { get; init; }

    /// <summary>
    /// A short name of its purpose, such as "transfer": kept in the journal, and gas is learned for it. Default null: the types of the messages.
    /// </summary>
    public string? Purpose { get; init; }

    /// <summary>Build, sign and simulate, but do not send. Default false.</summary>
    public bool DryRun { get; init; }

    /// <summary>Creates a request for messages that do not depend on the chain's schema.</summary>
    /// <param name="messages">The messages, at least one.</param>
    public static TransactionRequest Of(params IReadOnlyList<TransactionMessage> messages)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return new TransactionRequest { Messages = _ => ValueTask.FromResult(messages) };
    }
}
