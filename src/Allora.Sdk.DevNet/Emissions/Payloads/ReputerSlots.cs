using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions.Sortition;
using Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Emissions.Payloads;

/// <summary>
/// The one slot that a topic has for each reputer. It is not the nonce's: losses of a newer nonce keep out those of an older one,
/// and the older one's close wipes them.
/// </summary>
internal static class ReputerSlots
{
    public static void Take(Execution run, ulong topicId, long nonce, InputReputerValueBundle bundle)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var reputer = bundle.ValueBundle.Reputer;
        if (topic.ReputerSlots.ContainsKey(reputer))
            throw ChainErrors.Undefined("reputer loss already submitted", Execute.Unwrapped);
        var admission = Admissions.Submit(run, topic, ActorRole.Reputer, reputer, nonce);
        if (admission.Outcome == AdmissionOutcome.AlreadySubmitted)
            throw ChainErrors.Of(78, "cannot update EMA more than once per window", Execute.Unwrapped);
        // A reputer below all the others succeeds, and nothing of it is kept.
        topic = run.State.Emissions.Topics[topicId];
        var slots = admission.Evicted is { } evicted ? topic.ReputerSlots.Remove(evicted) : topic.ReputerSlots;
        Execute.Update(run, topic with { ReputerSlots = admission.IsAdmitted ? slots.SetItem(reputer, bundle) : slots });
    }
}
