using Allora.Sdk.Chain;
using Allora.Sdk.Diagnostics;

namespace Allora.Sdk.Sending.Sender;

/// <summary>Metrics of the sender: failed attempts, and fees and gas in blocks.</summary>
internal static class TransactionTelemetry
{
    public static void Failed(SendRequest request, string wallet, Refused error)
    {
        if (!Instruments.TransactionErrors.Enabled)
            return;
        Instruments.TransactionErrors.Add(1, [.. Tags(request.TopicId, wallet, request.Purpose),
            new(TelemetryTags.Stage, TelemetryTags.Of(error.Stage)), new(TelemetryTags.ErrorType, TelemetryTags.Of(error.Reason))]);
    }

    /// <summary>A block has the transaction, whatever its code: the whole fee is taken.</summary>
    public static void InBlock(PendingTransaction transaction, string wallet, TransactionReceipt receipt)
    {
        if (!Instruments.FeesPaid.Enabled && !Instruments.FeesBurned.Enabled && !Instruments.TransactionErrors.Enabled)
            return;
        var tags = Tags(transaction.TopicId, wallet, transaction.Purpose);
        var fee = Instruments.Allo(transaction.Fee);
        Instruments.FeesPaid.Add(fee, tags);
        if (receipt.Error is not { } error)
            return;
        Instruments.FeesBurned.Add(fee, tags);
        Instruments.TransactionErrors.Add(1, [.. tags,
            new(TelemetryTags.Stage, TelemetryTags.Of(SubmissionStage.Confirmation)), new(TelemetryTags.ErrorType, TelemetryTags.Of(error.Reason))]);
    }

    private static KeyValuePair<string, object?>[] Tags(ulong topicId, string wallet, string purpose) =>
        [new(TelemetryTags.Topic, (long)topicId), new(TelemetryTags.Wallet, wallet), new(TelemetryTags.Purpose, purpose)];
}
