using Allora.Sdk.Sending.Sender;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>Turns the outcomes of sender and watcher into results.</summary>
internal static class TransactionResults
{
    public static TransactionResult NotBuilt(AlloraException exception) => new()
    {
        Status = TransactionStatus.Rejected,
        Stage = SubmissionStage.Signing,
        Reason = exception.Reason,
        Message = exception.Message,
        ChainError = exception.ChainError,
        MayRetry = exception.IsTransient,
    };

    public static TransactionResult Of(ErrandOutcome outcome) => outcome switch
    {
        { GasUsed: { } gas } => new TransactionResult { Status = TransactionStatus.Simulated, Stage = SubmissionStage.Simulation, GasUsed = gas },
        { Sent: { } sent, Confirmation: { } confirmation } => Of(sent, confirmation),
        { Refused: { } refused } => new TransactionResult
        {
            Status = TransactionStatus.Rejected,
            Stage = refused.Stage,
            Reason = refused.Reason,
            Message = refused.Message,
            ChainError = refused.Chain,
            MayRetry = refused.IsTransient,
        },
        _ => throw new InvalidOperationException($"unknown outcome {outcome}"),
    };

    private static TransactionResult Of(PendingTransaction sent, Confirmation status) => status switch
    {
        InBlock { Receipt: var receipt, Included: var included } => Sent(included, receipt.Error is null ? TransactionStatus.Included : TransactionStatus.Failed) with
        {
            Receipt = receipt,
            GasUsed = receipt.GasUsed,
            FeeNeeded = included.ChainPrice?.FeeFor(receipt.GasUsed),
            Reason = receipt.Error?.Reason,
            Message = receipt.Error?.Log,
            ChainError = receipt.Error,
            MayRetry = receipt.Error?.IsTransient ?? false,
        },
        Expired lost => Sent(sent, TransactionStatus.Expired) with
        {
            Reason = AlloraErrorReason.WindowEnded,
            Message = lost.Why,
            MayRetry = true,
        },
        _ => throw new InvalidOperationException($"unknown outcome {status}"),
    };

    public static TransactionResult Unknown(PendingTransaction sent) => Sent(sent, TransactionStatus.Unknown) with
    {
        Reason = AlloraErrorReason.Timeout,
        Message = $"the wait ended before it was included; it can be included up to height {sent.TimeoutHeight}",
    };

    private static TransactionResult Sent(PendingTransaction sent, TransactionStatus status) => new()
    {
        Status = status,
        Hash = sent.Hash,
        Sequence = sent.Sequence,
        TimeoutHeight = sent.TimeoutHeight,
        Fee = sent.Fee,
        Stage = SubmissionStage.Confirmation,
    };
}
