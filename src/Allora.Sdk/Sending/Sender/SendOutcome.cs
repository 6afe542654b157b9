using Allora.Sdk.Chain.Errors;

namespace Allora.Sdk.Sending.Sender;

/// <summary>The outcome of one call to the sender.</summary>
internal abstract record SendOutcome;

/// <summary>The bytes were sent. A node accepted them, or its answer was lost: either way the hash decides.</summary>
internal sealed record Sent(PendingTransaction Transaction) : SendOutcome;

/// <summary>A dry run: the transaction was built and signed, and nothing was sent.</summary>
/// <param name="GasUsed">The gas (gas) that a simulation used; null without one.</param>
internal sealed record DryRun(ulong? GasUsed) : SendOutcome;

/// <summary>Nothing of this call can be included: the chain, a node or a rule here refused it.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Stage">The stage that failed.</param>
/// <param name="Message">The cause and the remedy.</param>
/// <param name="IsTransient">Whether trying again can succeed.</param>
/// <param name="Chain">The chain's own error; null if it gave none.</param>
/// <param name="GasLimit">The gas limit (gas) of the refused bytes; 0 if none were built.</param>
internal sealed record Refused(
    AlloraErrorReason Reason, SubmissionStage Stage, string Message, bool IsTransient, ChainError? Chain = null, ulong GasLimit = 0) : SendOutcome
{
    /// <summary>Whether the transaction's own signature was refused, because account number or chain id differ from the signed ones.</summary>
    public bool IsOuterSignature => Chain is { } chain && ErrorTexts.IsOuterSignature(chain.Log);

    public static Refused From(AlloraException exception, SubmissionStage stage) =>
        new(exception.Reason, stage, exception.Message, exception.IsTransient, exception.ChainError);

    public static Refused From(ChainError error, SubmissionStage stage, ulong gasLimit = 0) => new(error.Reason, stage, error.Log, error.IsTransient, error, gasLimit);
}
