using Allora.Sdk.Chain.Errors;
namespace Allora.Sdk.Sending.Sender;

/// <summary>Why one attempt of a turn came to nothing.</summary>
internal sealed record SendError(
    AlloraErrorReason Reason, SubmissionStage Stage, string Message, bool IsTransient, ChainError? Chain = null, ulong GasLimit = 0)
{
    /// <summary>The transaction's own signature was refused: the account number or the chain id is not what it was signed with.</summary>
    public bool IsOuterSignature => Chain is { } chain && ErrorTexts.IsOuterSignature(chain.Log);

    public Refused ToRefused() => new(Reason, Stage, Message, IsTransient, Chain);

    public static SendError From(AlloraException exception, SubmissionStage stage, ulong gasLimit = 0) =>
        new(exception.Reason, stage, exception.Message, exception.IsTransient, exception.ChainError, gasLimit);
}

/// <summary>What a step of a turn came to: built, sent, or failed.</summary>
internal readonly record struct SendStep(BuiltTransaction? Built, Sent? Sent, SendError? Error)
{
    public static SendStep Ready(BuiltTransaction built) => new(built, null, null);

    public static SendStep Done(Sent sent) => new(null, sent, null);

    public static SendStep Failed(SendError error) => new(null, null, error);
}

/// <summary>A node's verdict on bytes that were sent again, null where it took them or did not answer.</summary>
internal readonly record struct ChainErrorOrNone(ChainError? Error)
{
    /// <summary>The refusal; null where the node knew the bytes already, which is as good as taking them.</summary>
    public ChainError? Refusal => Error is { Reason: AlloraErrorReason.AlreadyKnown } ? null : Error;
}
