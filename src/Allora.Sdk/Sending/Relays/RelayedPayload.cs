using Allora.Sdk.Encodings.Payloads;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Sending.Sender;

namespace Allora.Sdk.Sending.Relays;

/// <summary>A worker's signed payload that waits for a transaction of a sender.</summary>
internal sealed class RelayedPayload(TransactionMessage message, SendRequest request, bool isAlone)
{
    private readonly TaskCompletionSource<RelayAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SendRequest Request => request;

    /// <summary>Whether it is not put into a transaction with others, since one with it failed in a block.</summary>
    public bool IsAlone => isAlone;

    public int Size => message.Value.Length;

    /// <summary>Whether its worker no longer waits for an answer.</summary>
    public bool IsAnswered => _answer.Task.IsCompleted;

    /// <summary>The message with a sender in the worker's place.</summary>
    public TransactionMessage From(string sender) => PayloadSender.Replace(message, sender);

    public void Sent(RelayBatch batch, int index) => _answer.TrySetResult(new RelayAnswer(batch, index, null));

    public void Refused(SendOutcome outcome) => _answer.TrySetResult(new RelayAnswer(null, 0, outcome));

    /// <summary>Waits until it was sent or refused.</summary>
    public async Task<RelayAnswer> AnswerAsync(CancellationToken cancellationToken)
    {
        await using var withdrawn = cancellationToken.UnsafeRegister(static (payload, token) => ((RelayedPayload)payload!)._answer.TrySetCanceled(token), this).ConfigureAwait(false);
        return await _answer.Task.ConfigureAwait(false);
    }
}

/// <summary>The outcome of a payload's sending.</summary>
/// <param name="Batch">The transaction that has it; null if none was sent.</param>
/// <param name="Index">Its place in the transaction.</param>
/// <param name="NotSent">Why it was not sent, or a dry run's outcome; null if it was.</param>
internal sealed record RelayAnswer(RelayBatch? Batch, int Index, SendOutcome? NotSent);
