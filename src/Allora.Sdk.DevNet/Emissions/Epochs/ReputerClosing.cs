using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Network;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Protos.Emissions.V3;
using TimestampedActorNonce = Allora.Sdk.Protos.Emissions.V10.TimestampedActorNonce;

namespace Allora.Sdk.DevNet.Emissions.Epochs;

/// <summary>The end of a reputer window: losses are averaged, and the losses become scores.</summary>
internal static class ReputerClosing
{
    /// <summary>True when there were losses, so that rewards can be settled.</summary>
    public static bool Run(Execution run, ulong topicId, NonceWindow window)
    {
        var topic = run.State.Emissions.Topics[topicId];
        topic = topic with { ReputerNonces = topic.ReputerNonces.Remove(window) };
        var epoch = topic.EpochOf(window.Nonce);
        // Every slot is wiped; what is of another nonce is lost.
        foreach (var (reputer, bundle) in topic.ReputerSlots)
        {
            if (bundle.ValueBundle.ReputerRequestNonce.ReputerNonce.BlockHeight == window.Nonce)
                epoch = epoch with { Losses = epoch.Losses.SetItem(reputer, bundle) };
        }

        topic = topic with { ReputerSlots = topic.ReputerSlots.Clear() };
        var settled = epoch.Losses.Count > 0;
        if (settled)
        {
            epoch = epoch with { NetworkLoss = NetworkLoss.Of(topic, epoch) };
            topic = topic.With(epoch) with
            {
                ReputerLastCommit = new TimestampedActorNonce { BlockHeight = run.Height, Nonce = new Nonce { BlockHeight = window.Nonce } },
            };
            NetworkLossEvents.Emit(run, topic, epoch);
        }

        EmissionsEvents.Emit(run, new Allora.Sdk.Protos.Emissions.V10.EventReputerSubmissionWindowClosed { TopicId = topicId, NonceBlockHeight = window.Nonce });
        if (settled)
            topic = Network.Scores.Update(run, topic, epoch);
        Execute.Update(run, topic);
        return settled;
    }
}
