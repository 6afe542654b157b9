using System.Collections.Immutable;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Network;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Protos.Emissions.V3;

namespace Allora.Sdk.DevNet.Emissions.Epochs;

/// <summary>The end of a worker window: the best submissions are active, and the network's inference is made of them.</summary>
internal static class WorkerClosing
{
    /// <summary>Where no reputer ever settles an epoch, the oldest go by number.</summary>
    private const int MostEpochs = 500;

    public static void Run(Execution run, ulong topicId, NonceWindow window)
    {
        var topic = run.State.Emissions.Topics[topicId];
        topic = topic with { WorkerNonces = topic.WorkerNonces.Remove(window) };
        var epoch = topic.EpochOf(window.Nonce);
        if (epoch.Inferences.Count > 0)
            topic = Infer(run, topic, epoch, window.Nonce);
        Execute.Update(run, topic);
        EmissionsEvents.Emit(run, new EventWorkerSubmissionWindowClosed { TopicId = topicId, NonceBlockHeight = window.Nonce });
    }

    private static TopicState Infer(Execution run, TopicState topic, Epoch epoch, long nonce)
    {
        var parameters = run.State.Emissions.Params;
        epoch = epoch with
        {
            IsClosed = true,
            ActiveInferers = Best(topic, ActorType.InfererUnspecified, epoch.Inferences.Keys, parameters.MaxTopInferersToReward),
            ActiveForecasters = Best(topic, ActorType.Forecaster, epoch.Forecasts.Keys, parameters.MaxTopForecastersToReward),
        };
        epoch = epoch with { Network = NetworkInference.Of(topic, epoch) };
        EmissionsEvents.Emit(run, new EventEpochLabelRegistryFrozen
        {
            TopicId = topic.Id,
            NonceBlockHeight = nonce,
            RegistrySize = (ulong)epoch.Labels.Count,
        });
        NetworkInferenceEvents.Emit(run, epoch);
        var inferers = new EventActiveInferersSet { TopicId = topic.Id, NonceBlockHeight = nonce };
        inferers.Addresses.AddRange(epoch.ActiveInferers);
        EmissionsEvents.Emit(run, inferers);
        var forecasters = new EventActiveForecastersSet { TopicId = topic.Id, NonceBlockHeight = nonce };
        forecasters.Addresses.AddRange(epoch.ActiveForecasters);
        EmissionsEvents.Emit(run, forecasters);
        var commit = new Nonce { BlockHeight = nonce };
        EmissionsEvents.Emit(run, new EventWorkerLastCommitSet { TopicId = topic.Id, BlockHeight = run.Height, Nonce = commit });
        topic = topic with
        {
            WorkerLastCommit = new TimestampedActorNonce { BlockHeight = run.Height, Nonce = commit },
            ReputerNonces = topic.ReputerNonces.Insert(0, ReputerWindows.Of(topic.Definition, nonce)),
        };
        topic = topic.With(epoch);
        return topic.Epochs.Count > MostEpochs ? topic with { Epochs = topic.Epochs.Remove(topic.Epochs.Keys.First()) } : topic;
    }

    /// <summary>Those with the best scores; who has none yet comes after, by address.</summary>
    private static ImmutableList<string> Best(TopicState topic, ActorType actor, IEnumerable<string> addresses, ulong limit) =>
    [
        .. addresses
            .OrderByDescending(address => topic.Scores.GetValueOrDefault((actor, address), Dec.Zero), Comparer<Dec>.Create(static (a, b) => a.CompareTo(b)))
            .ThenBy(static address => address, StringComparer.Ordinal)
            .Take((int)Math.Min(limit, int.MaxValue)),
    ];
}
