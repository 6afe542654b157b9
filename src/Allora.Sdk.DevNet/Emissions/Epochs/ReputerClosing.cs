using System.Collections.Immutable;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Protos.Emissions.V3;
using Allora.Sdk.Protos.Emissions.V9;
using EventActiveReputersSet = Allora.Sdk.Protos.Emissions.V10.EventActiveReputersSet;
using EventReputerSubmissionWindowClosed = Allora.Sdk.Protos.Emissions.V10.EventReputerSubmissionWindowClosed;
using TimestampedActorNonce = Allora.Sdk.Protos.Emissions.V10.TimestampedActorNonce;

namespace Allora.Sdk.DevNet.Emissions.Epochs;

/// <summary>The end of a reputer window: the network's losses, regrets and weights. Rewards follow in the same block.</summary>
internal static class ReputerClosing
{
    public static void Run(Execution run, ulong topicId, NonceWindow window)
    {
        var topic = run.State.Emissions.Topics[topicId];
        topic = topic with { ReputerNonces = topic.ReputerNonces.Remove(window) };
        var active = topic.Ledger.Reputers.Active;
        var settled = ImmutableSortedDictionary<string, InputReputerValueBundle>.Empty;
        if (!active.IsEmpty)
        {
            EmissionsEvents.Emit(run, new EventActiveReputersSet { TopicId = topicId, NonceBlockHeight = window.Nonce, Addresses = { active } });
            (topic, settled) = Settle(run, topic, window.Nonce);
        }

        EmissionsEvents.Emit(run, new EventReputerSubmissionWindowClosed { TopicId = topicId, NonceBlockHeight = window.Nonce });
        Execute.Update(run, Cleared(topic, window.Nonce, settled));
    }

    private static (TopicState Topic, ImmutableSortedDictionary<string, InputReputerValueBundle> Settled) Settle(Execution run, TopicState topic, long nonce)
    {
        var counted = new List<ReputerLosses>();
        var submitted = topic.ReputerSlots;
        foreach (var (reputer, signed) in submitted)
        {
            // A bundle is about those who took part in its own nonce.
            var own = signed.ValueBundle.ReputerRequestNonce.ReputerNonce.BlockHeight;
            var epoch = topic.EpochOf(own);
            var inferers = epoch.ActiveInferers.ToHashSet(StringComparer.Ordinal);
            var forecasters = epoch.Forecasts.Keys.ToHashSet(StringComparer.Ordinal);
            if (NetworkLosses.Filter(LossBundles.Read(signed.ValueBundle), inferers, forecasters) is { } losses)
                counted.Add(new ReputerLosses(reputer, topic.Members.StakeOf(reputer), losses) { OtherNonce = own == nonce ? null : own });
        }

        try
        {
            var result = ReputerClose.Run(
                topic.Ledger, nonce, counted, SettlementParameters.Of(topic, run.State.Schema), SettlementParameters.Of(run.State.Emissions.Params));
            LossEvents.Emit(run, topic.Id, nonce, result);
            var definition = topic.Definition.Clone();
            definition.InitialRegret = result.Ledger.InitialRegret.ToWireString();
            return (
                topic with
                {
                    Definition = definition,
                    Ledger = result.Ledger,
                    RewardNonce = nonce,
                    ReputerLastCommit = new TimestampedActorNonce { BlockHeight = run.Height, Nonce = new Nonce { BlockHeight = nonce } },
                },
                submitted.RemoveRange(submitted.Keys.Except(result.Ledger.ReputerLosses[nonce].Select(static one => one.Reputer), StringComparer.Ordinal)));
        }
        catch (EmissionsException)
        {
            // No reputer with enough stake reported on anyone who took part: the nonce closes without losses.
            return (topic, ImmutableSortedDictionary<string, InputReputerValueBundle>.Empty);
        }
    }

    /// <summary>Every slot is wiped, also those with losses for another nonce; what was counted stays with its nonce.</summary>
    private static TopicState Cleared(TopicState topic, long nonce, ImmutableSortedDictionary<string, InputReputerValueBundle> settled) =>
        (settled.IsEmpty ? topic : topic.With(topic.EpochOf(nonce) with { Losses = settled })) with
        {
            ReputerSlots = topic.ReputerSlots.Clear(),
            Ledger = topic.Ledger with { Reputers = topic.Ledger.Reputers with { Active = topic.Ledger.Reputers.Active.Clear() } },
        };
}
