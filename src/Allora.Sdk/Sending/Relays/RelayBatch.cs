using System.Globalization;
using Allora.Sdk.Chain.Errors;
using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Sending.Sessions;
using Allora.Sdk.Values;

namespace Allora.Sdk.Sending.Relays;

/// <summary>A sender's transaction with payloads of several workers, and its outcome for each of them.</summary>
internal sealed class RelayBatch(PendingTransaction transaction, int count)
{
    /// <summary>Names relayed transactions in the sender's journal, with the number of their payloads behind it.</summary>
    public const string Purpose = "relay-";

    private readonly TaskCompletionSource<ErrandOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ErrandOutcome> Outcome => _outcome.Task;

    /// <summary>Reads a transaction of an earlier run; null if it has no relayed payloads.</summary>
    public static RelayBatch? Of(PendingTransaction pending) =>
        pending.Purpose.StartsWith(Purpose, StringComparison.Ordinal) && int.TryParse(pending.Purpose.AsSpan(Purpose.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? new RelayBatch(pending, count)
            : null;

    /// <summary>The purpose of a transaction with so many payloads.</summary>
    public static string PurposeOf(int count) => string.Create(CultureInfo.InvariantCulture, $"{Purpose}{count}");

    /// <summary>Whether the transaction has a payload, by its signed part.</summary>
    public bool Has(ReadOnlySpan<byte> signed) => transaction.Bytes.Span.IndexOf(signed) >= 0;

    public void Ended(ErrandOutcome outcome) => _outcome.TrySetResult(outcome);

    public void Abandoned() => _outcome.TrySetCanceled();

    /// <summary>The transaction as a worker's own, with its share of the fee and the gas.</summary>
    public PendingTransaction ShareOf(SendRequest request, int index) => Share(transaction, request, index);

    /// <summary>The outcome for one payload.</summary>
    public static Confirmation OutcomeFor(ErrandOutcome outcome, SendRequest request, int index, int count) => outcome.Confirmation switch
    {
        InBlock { Receipt.Error: { } error } when count > 1 && ErrorTexts.MessageIndex(error.Log) != index =>
            new Expired($"another payload of its transaction failed in the block, so that none of them took effect ({error.Log})"),
        InBlock { Receipt: var receipt, Included: var included } => new InBlock(
            receipt with { GasUsed = receipt.GasUsed / (ulong)count, GasWanted = receipt.GasWanted / (ulong)count },
            Share(included, request, index, count)),
        { } other => other,
        null => new Expired(outcome.Failure?.Message ?? "its transaction was not sent"),
    };

    /// <summary>The outcome for one payload of this transaction.</summary>
    public Confirmation OutcomeFor(ErrandOutcome outcome, SendRequest request, int index) => OutcomeFor(outcome, request, index, count);

    private PendingTransaction Share(PendingTransaction whole, SendRequest request, int index) => Share(whole, request, index, count);

    // The first payload has what does not divide, so that the shares add up to the fee.
    private static PendingTransaction Share(PendingTransaction whole, SendRequest request, int index, int count) => whole with
    {
        Purpose = request.Purpose,
        TopicId = request.TopicId,
        Nonce = request.Nonce,
        Value = request.Value,
        Fee = new UAllo((whole.Fee.Value / count) + (index == 0 ? whole.Fee.Value % count : 0)),
        GasLimit = whole.GasLimit / (ulong)count,
        Replaces = null,
    };
}
