using Allora.Sdk.Sending.Sender;

namespace Allora.Sdk.Sending.Sessions;

/// <summary>Turns the outcomes of sender and watcher into results.</summary>
internal static class TransactionResults
{
    public static TransactionResult NotBuilt(AlloraException exception) => new()
    {
        Fate = TransactionFate.Rejected,
        Stage = SubmissionStage.Signing,
        Reason = exception.Reason,
        Message = exception.Message,
        ChainError = exception.ChainError,
        MayRetry = exception.IsTransient,
    };

    public static TransactionResult Of(ErrandOutcome outcome) => outcome switch
    {
        { GasUsed: { } gas } => new TransactionResult { Fate = TransactionFate.Simulated, Stage = SubmissionStage.Simulation, GasUsed = gas },
        { Sent: { } sent, Confirmation: { } confirmation } => Of(sent, confirmation),
        { Refused: { } refused } => new TransactionResult
        {
            Fate = TransactionFate.Rejected,
            Stage = refused.Stage,
            Reason = refused.Reason,
            Message = refused.Message,
            ChainError = refused.Chain,
            MayRetry = refused.IsTransient,
        },
        _ => throw new InvalidOperationException($"unknown outcome {outcome}"),
    };

    private static TransactionResult Of(PendingTransaction sent, Confirmation fate) => fate switch
    {
        InBlock { Receipt: var receipt, Included: var included } => Sent(included, receipt.Error is null ? TransactionFate.Included : TransactionFate.Failed) with
        {
            Receipt = receipt,
            GasUsed = receipt.GasUsed,
            FeeNeeded = included.ChainPrice?.FeeFor(receipt.GasUsed),
            Reason = receipt.Error?.Reason,
            Message = receipt.Error?.Log,
            ChainError = receipt.Error,
            MayRetry = receipt.Error?.IsTransient ?? false,
        },
        OutOfReach lost => Sent(sent, TransactionFate.Expired) with
        {
            Reason = AlloraErrorReason.WindowEnded,
            Message = lost.Why,
            MayRetry = true,
        },
        _ => throw new InvalidOperationException($"unknown outcome {fate}"),
    };

    public static TransactionResult Unknown(PendingTransaction sent) => Sent(sent, TransactionFate.Unknown) with
    {
        Reason = AlloraErrorReason.Timeout,
        Message = $"the wait ended before it was included; it can be included up to height {sent.TimeoutHeight}",
    };

    private static TransactionResult Sent(PendingTransaction sent, TransactionFate fate) => new()
    {
        Fate = fate,
        Hash = sent.Hash,
        Sequence = sent.Sequence,
        TimeoutHeight = sent.TimeoutHeight,
        Fee = sent.Fee,
        Stage = SubmissionStage.Confirmation,
    };
}
