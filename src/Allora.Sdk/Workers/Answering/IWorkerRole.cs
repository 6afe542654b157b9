using Allora.Sdk.Chain;
using Allora.Sdk.Encodings.Transactions;
using Allora.Sdk.Workers.Windows;

namespace Allora.Sdk.Workers.Answering;

/// <summary>
/// The role of a wallet in a topic: the windows that it answers, the messages of an answer, its registration. The loop (claims, sender, journal,
/// results) is the same for every role. One instance serves one wallet and one topic.
/// </summary>
internal interface IWorkerRole
{
    /// <summary>The chain's name of the role, for texts: "worker" or "reputer".</summary>
    string Title { get; }

    /// <summary>Names its payloads in the journal, and the learned gas. A nonce is settled for a purpose, so it must never change.</summary>
    string Purpose { get; }

    /// <summary>Names its registrations in the journal.</summary>
    string RegistrationPurpose { get; }

    /// <summary>Called with the worker of the role, before any other member.</summary>
    void Attach(WorkerServices services)
    {
    }

    /// <summary>The side whose window events the role follows.</summary>
    WindowSide Side { get; }

    /// <summary>The roles that the wallet takes in a nonce, for the follow-up of its submissions.</summary>
    IReadOnlyList<SubmissionActor> Actors => [Side == WindowSide.Reputer ? SubmissionActor.Reputer : SubmissionActor.Inferer];

    /// <summary>Whether older windows go first, and one at a time: the chain keeps one bundle per reputer and topic, and a newer one excludes older ones. Otherwise the newest go first.</summary>
    bool OldestFirst { get; }

    /// <summary>Queries the open windows, and any obstacle to answering them.</summary>
    /// <exception cref="AlloraException">No node answered, or the chain has no such topic (<see cref="AlloraErrorReason.UnknownTopic"/>).</exception>
    Task<RoleView> PollAsync(CancellationToken cancellationToken);

    /// <summary>Calls the user's code once. If it throws, the call is repeated while the window is open.</summary>
    ValueTask<RoleAnswer> AnswerAsync(PredictionContext context, CancellationToken cancellationToken);

    /// <summary>Makes an answer of a prediction, for a fallback; null if the role has no such answers.</summary>
    RoleAnswer? AnswerOf(PredictionContext context, Prediction prediction) => null;

    /// <summary>The messages that register the wallet, in the current schema.</summary>
    ValueTask<IReadOnlyList<TransactionMessage>> RegisterAsync(CancellationToken cancellationToken);

    /// <summary>Whether the chain has this wallet's payload for a nonce; null if it cannot be known. Queried before the prediction, for windows that a query found.</summary>
    Task<bool?> HasSubmittedAsync(long nonce, CancellationToken cancellationToken);

    /// <summary>Maintains the role's state besides its payloads. Called when no payload is pending, or when one waits for this.</summary>
    /// <returns>True if something was changed, so that the chain should be queried again.</returns>
    /// <exception cref="AlloraException">No node answered.</exception>
    Task<bool> TendAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>The next step after a refusal that cost nothing.</summary>
    NextStep AfterFreeRefusal(AlloraErrorReason reason) => RefusalPolicy.AfterFreeRefusal(reason);
}
