using System.Collections.Immutable;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Sortition;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>Who joins the active set of a window, and the events of scores.</summary>
internal static class Admissions
{
    /// <summary>Decides about a submission and stores what it changes; the events of passive scores come before that of the payload.</summary>
    public static Admission Submit(Execution run, TopicState topic, ActorRole role, string actor, long nonce)
    {
        var rules = SortitionRules.For(
            role,
            SettlementParameters.Of(topic, run.State.Schema),
            SettlementParameters.Of(run.State.Emissions.Params),
            topic.Definition.EpochLastEnded);
        var admission = MeritSortition.Submit(topic.Ledger.Of(role), actor, nonce, rules);
        if (admission.Outcome == AdmissionOutcome.AlreadySubmitted)
            return admission;
        Execute.Update(run, topic with { Ledger = topic.Ledger.With(role, admission.Ledger) });
        if (admission.PassiveScore is { } passive)
            EmitEmaScores(run, topic.Id, role, nonce, [passive], isActive: false);
        return admission;
    }

    public static ActorType TypeOf(ActorRole role) => role switch
    {
        ActorRole.Inferer => ActorType.InfererUnspecified,
        ActorRole.Forecaster => ActorType.Forecaster,
        _ => ActorType.Reputer,
    };

    public static void EmitEmaScores(Execution run, ulong topicId, ActorRole role, long nonce, ImmutableArray<WorkerValue> scores, bool isActive) =>
        EmissionsEvents.Emit(run, new EventEMAScoresSet
        {
            ActorType = TypeOf(role),
            TopicId = topicId,
            Nonce = nonce,
            Addresses = { scores.Addresses() },
            Scores = { scores.EventTexts(run.State.Schema) },
            IsActive = { scores.Select(_ => isActive) },
        });
}
