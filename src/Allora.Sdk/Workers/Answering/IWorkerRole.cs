using Allora.Sdk.Chain;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Workers.Answering;

/// <summary>
/// What a wallet is in a topic: which windows it answers, how an answer becomes messages, how it registers. The loop (claims, sender, journal,
/// results) is the same for every role. One instance serves one wallet and one topic.
/// </summary>
internal interface IWorkerRole
{
    /// <summary>What the chain calls it, for texts: "worker" or "reputer".</summary>
    string Title { get; }

    /// <summary>Names its payloads in the journal, and the gas that is learned. A nonce is settled for a purpose, so it must never change.</summary>
    string Purpose { get; }

    /// <summary>Names its registrations in the journal.</summary>
    string RegistrationPurpose { get; }

    /// <summary>Hears of the worker that it belongs to, before anything else is asked of it.</summary>
    void Attach(WorkerParts parts)
    {
    }

    /// <summary>Whose window events it follows.</summary>
    WindowSide Side { get; }

    /// <summary>As what the wallet takes part in a nonce, for what becomes of its submissions.</summary>
    IReadOnlyList<SubmissionActor> Actors => [Side == WindowSide.Reputer ? SubmissionActor.Reputer : SubmissionActor.Inferer];

    /// <summary>Whether older windows go first, and one at a time: the chain keeps one bundle per reputer and topic, and a newer one shuts the older out. Otherwise the newest go first.</summary>
    bool OldestFirst { get; }

    /// <summary>Asks the chain which windows are open, and what is in the way of answering them.</summary>
    /// <exception cref="AlloraException">The chain cannot be asked, or does not know the topic (<see cref="AlloraErrorReason.UnknownTopic"/>).</exception>
    Task<RoleView> LookAsync(CancellationToken cancellationToken);

    /// <summary>Asks the user's code once. What it throws is retried while the window is open.</summary>
    ValueTask<RoleAnswer> AnswerAsync(PredictionContext context, CancellationToken cancellationToken);

    /// <summary>An answer made of a prediction, for a fallback; null where the role has no such answers.</summary>
    RoleAnswer? AnswerOf(PredictionContext context, Prediction prediction) => null;

    /// <summary>The messages that register the wallet, in the schema of the moment.</summary>
    ValueTask<IReadOnlyList<TransactionMessage>> RegisterAsync(CancellationToken cancellationToken);

    /// <summary>Whether the chain holds this wallet's payload for a nonce; null where it cannot tell. Asked for windows that were found by asking, before anything is predicted.</summary>
    Task<bool?> HasSubmittedAsync(long nonce, CancellationToken cancellationToken);

    /// <summary>Sees to what the role keeps up beside its payloads. Called when none is on its way, or when one waits for this.</summary>
    /// <returns>True where something was changed, so that the chain should be looked at again.</returns>
    /// <exception cref="AlloraException">The chain cannot be asked.</exception>
    Task<bool> TendAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>What to do after a refusal that cost nothing.</summary>
    NextStep AfterFreeRefusal(AlloraErrorReason reason) => RefusalPolicy.AfterFreeRefusal(reason);

    /// <summary>What to do after a failure in a block, which burned its fee.</summary>
    NextStep AfterPaidFailure(AlloraErrorReason reason) => RefusalPolicy.AfterPaidFailure(reason);
}
