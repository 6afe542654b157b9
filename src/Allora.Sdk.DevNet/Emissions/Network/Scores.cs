using System.Numerics;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;
using WorkerAttributedValue = Allora.Sdk.Protos.Emissions.V3.WorkerAttributedValue;

namespace Allora.Sdk.DevNet.Emissions.Network;

/// <summary>
/// Scores, simplified: a reputer scores 100 for a bundle, an inferer or forecaster how much its loss is below its kind's mean;
/// both are kept as a moving average with the topic's merit_sortition_alpha.
/// </summary>
internal static class Scores
{
    private static readonly Dec ReputerScore = new BigInteger(100);

    public static TopicState Update(Execution run, TopicState topic, Epoch epoch)
    {
        var reputers = epoch.Losses.Keys.Select(static address => (Address: address, Score: ReputerScore)).ToList();
        topic = Average(topic, ActorType.Reputer, reputers);
        EmissionsEvents.Emit(run, new EventTopicInitialEmaScoreSet
        {
            ActorType = ActorType.Reputer,
            TopicId = topic.Id,
            BlockHeight = epoch.Nonce,
            Score = topic.Scores[(ActorType.Reputer, reputers[0].Address)].ToString(),
        });
        Set(run, topic, epoch, ActorType.Reputer, reputers);
        var averages = new EventEMAScoresSet { ActorType = ActorType.Reputer, TopicId = topic.Id, Nonce = epoch.Nonce };
        averages.Addresses.AddRange(reputers.Select(static one => one.Address));
        averages.Scores.AddRange(reputers.Select(one => topic.Scores[(ActorType.Reputer, one.Address)].ToString()));
        averages.IsActive.AddRange(reputers.Select(static _ => true));
        EmissionsEvents.Emit(run, averages);
        var listening = new EventListeningCoefficientsSet { ActorType = ActorType.Reputer, TopicId = topic.Id, BlockHeight = epoch.Nonce };
        listening.Addresses.AddRange(reputers.Select(static one => one.Address));
        listening.Coefficients.AddRange(reputers.Select(static _ => "1"));
        EmissionsEvents.Emit(run, listening);
        var inferers = Below(epoch.NetworkLoss!.InfererValues, epoch.ActiveInferers);
        var forecasters = Below(epoch.NetworkLoss!.ForecasterValues, epoch.ActiveForecasters);
        topic = Average(topic, ActorType.InfererUnspecified, inferers);
        Set(run, topic, epoch, ActorType.InfererUnspecified, inferers);
        topic = Average(topic, ActorType.Forecaster, forecasters);
        if (forecasters.Count > 0)
            Set(run, topic, epoch, ActorType.Forecaster, forecasters);
        EmissionsEvents.Emit(run, new EventForecastTaskScoreSet { TopicId = topic.Id, NonceBlockHeight = epoch.Nonce, Score = "0" });
        var all = reputers.Select(static one => (Key: (ActorType.Reputer, one.Address), one.Score))
            .Concat(inferers.Select(static one => (Key: (ActorType.InfererUnspecified, one.Address), one.Score)))
            .Concat(forecasters.Select(static one => (Key: (ActorType.Forecaster, one.Address), one.Score)));
        return topic.With(epoch with { Scores = epoch.Scores.SetItems(all.Select(static one => KeyValuePair.Create(one.Key, one.Score))) });
    }

    private static List<(string Address, Dec Score)> Below(IEnumerable<WorkerAttributedValue> values, IReadOnlyCollection<string> active)
    {
        var losses = values
            .Where(value => active.Contains(value.Worker))
            .Select(static value => (value.Worker, Loss: Dec.Parse(value.Value)))
            .ToList();
        if (losses.Count == 0)
            return [];
        var mean = losses.Aggregate(Dec.Zero, static (sum, one) => sum + one.Loss) / new BigInteger(losses.Count);
        return [.. losses.Select(one => (one.Worker, (mean - one.Loss).Reduced()))];
    }

    private static void Set(Execution run, TopicState topic, Epoch epoch, ActorType actor, List<(string Address, Dec Score)> scores)
    {
        var set = new EventScoresSet { ActorType = actor, TopicId = topic.Id, BlockHeight = epoch.Nonce };
        set.Addresses.AddRange(scores.Select(static one => one.Address));
        set.Scores.AddRange(scores.Select(static one => one.Score.ToString()));
        EmissionsEvents.Emit(run, set);
    }

    private static TopicState Average(TopicState topic, ActorType actor, List<(string Address, Dec Score)> scores)
    {
        var alpha = Dec.Parse(topic.Definition.MeritSortitionAlpha);
        var all = topic.Scores;
        foreach (var (address, score) in scores)
        {
            var before = all.GetValueOrDefault((actor, address), Dec.Zero);
            all = all.SetItem((actor, address), ((score * alpha) + (before * (Dec.One - alpha))).Reduced());
        }

        return topic with { Scores = all };
    }
}
