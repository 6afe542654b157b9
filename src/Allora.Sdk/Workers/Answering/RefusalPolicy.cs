namespace Allora.Sdk.Workers.Answering;

/// <summary>The worker's next step after a refusal.</summary>
internal enum NextStep
{
    /// <summary>Try again with the next block while the window is open.</summary>
    TryAgain,

    /// <summary>Register the wallet, then try again.</summary>
    Register,

    /// <summary>The chain already has a payload for the nonce: settled.</summary>
    AlreadySubmitted,

    /// <summary>The window has ended: missed.</summary>
    Missed,

    /// <summary>It can never be accepted: rejected.</summary>
    Reject,
}

/// <summary>Maps reasons to steps, in one place.</summary>
internal static class RefusalPolicy
{
    /// <summary>After a refusal that cost nothing: by simulation, by CheckTx, or by the network.</summary>
    public static NextStep AfterFreeRefusal(AlloraErrorReason reason) => reason switch
    {
        AlloraErrorReason.AlreadySubmitted => NextStep.AlreadySubmitted,
        AlloraErrorReason.WindowEnded => NextStep.Missed,
        AlloraErrorReason.NotRegistered => NextStep.Register,
        AlloraErrorReason.InvalidLabels
            or AlloraErrorReason.InvalidRequest
            or AlloraErrorReason.InvalidPrediction
            or AlloraErrorReason.MemoTooLarge
            or AlloraErrorReason.TxTooLarge
            or AlloraErrorReason.WrongSigner
            or AlloraErrorReason.WrongFeeDenom
            or AlloraErrorReason.AlreadySigned
            or AlloraErrorReason.UsedElsewhere => NextStep.Reject,
        // A node that lags may not have the nonce yet, funds may arrive, permission may be given: the window's end decides.
        _ => NextStep.TryAgain,
    };

    /// <summary>After a failure in a block, which burned its fee: retried only if a higher limit or a wait can help.</summary>
    public static NextStep AfterPaidFailure(AlloraErrorReason reason) => reason switch
    {
        AlloraErrorReason.AlreadySubmitted => NextStep.AlreadySubmitted,
        AlloraErrorReason.NonceNotOpen or AlloraErrorReason.WindowNotOpen or AlloraErrorReason.WindowEnded => NextStep.Missed,
        AlloraErrorReason.OutOfGas => NextStep.TryAgain,
        AlloraErrorReason.NotRegistered => NextStep.Register,
        _ => NextStep.Reject,
    };
}
