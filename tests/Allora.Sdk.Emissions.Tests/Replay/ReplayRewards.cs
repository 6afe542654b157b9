using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Rewards;
using Allora.Sdk.Emissions.Sortition;
using Allora.Sdk.Emissions.Topics;
using Allora.TestData.Epochs;
using static Allora.Sdk.Emissions.Tests.Replay.ReplayEvents;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>The rewards step of a block. (Specification 6.3 to 6.7, 7.1 and 7.4.)</summary>
internal sealed class ReplayRewards(ReplayChain chain, List<RecordedEvent> events)
{
    public void Run(IReadOnlyList<ReplayTopic> topics)
    {
        if (topics.Count == 0 || chain.Rewards.IsZero)
            return;
        var rewards = TopicWeights.Rewards(
            [.. topics.Select(static topic => (topic.Weight!.Value, topic.Parameters.EpochLength))], chain.SumOfWeights, chain.BlockEmission, chain.Rewards);
        var paid = new SortedDictionary<ulong, Dec>();
        var rewarded = new List<(ReplayTopic Topic, long Nonce)>();
        for (var i = 0; i < topics.Count; i++)
        {
            var topic = topics[i];
            if (topic.RewardNonce != 0)
                rewarded.Add((topic, topic.RewardNonce));
            if (topic.RewardNonce == 0 || !Distribute(topic, rewards[i]))
            {
                chain.Rewards -= rewards[i].Truncate();
                rewards[i] = Dec.Zero;
            }

            paid[topic.Id] = rewards[i];
        }

        events.Add(Of("TopicRewardsSet", ("rewards", List(paid.Values)), ("topic_ids", new JsonArray([.. paid.Keys.Select(static id => Text(id))]))));
        rewarded.Reverse();
        foreach (var (topic, nonce) in rewarded)
            Prune(topic, nonce);
    }

    private bool Distribute(ReplayTopic topic, Dec reward)
    {
        var nonce = topic.RewardNonce;
        var result = RewardDistribution.Run(
            topic.Ledger, nonce, reward, reputer => topic.Stakes.GetValueOrDefault(reputer), topic.Parameters, chain.Parameters);
        topic.Ledger = result.Ledger;
        if (result.ReputerScoring is { } scoring)
        {
            AddScores(topic, ActorRole.Reputer, nonce, scoring.Scores, result.ReputerEmaScores);
            events.Add(Of(
                "ListeningCoefficientsSet",
                ("actor_type", Role(ActorRole.Reputer)),
                ("addresses", Names(scoring.Coefficients)),
                ("block_height", Text(nonce)),
                ("coefficients", Values(scoring.Coefficients)),
                ("topic_id", Text(topic.Id))));
        }

        AddScores(topic, ActorRole.Inferer, nonce, result.InfererScores, result.InfererEmaScores);
        AddScores(topic, ActorRole.Forecaster, nonce, result.ForecasterScores, result.ForecasterEmaScores);
        if (result.TaskUtility is { } utility)
            events.Add(Of("ForecastTaskScoreSet", ("nonce_block_height", Text(nonce)), ("score", Text(utility)), ("topic_id", Text(topic.Id))));
        if (result.Failure is not null)
            return false;
        var own = Delegators(topic, result.ReputerRewards);
        own = Pay(topic, own, ActorRole.Reputer);
        var inferers = Pay(topic, result.InfererRewards, ActorRole.Inferer);
        var forecasters = Pay(topic, result.ForecasterRewards, ActorRole.Forecaster);
        AddSettled(topic, ActorRole.Inferer, nonce, inferers);
        AddSettled(topic, ActorRole.Forecaster, nonce, forecasters);
        AddSettled(topic, ActorRole.Reputer, nonce, own);
        chain.MonthlyReputerRewards += result.Split!.Reputers.Truncate();
        chain.MonthlyTopicRewards += reward.Truncate();
        return true;
    }

    private ImmutableArray<WorkerValue> Delegators(ReplayTopic topic, ImmutableArray<WorkerValue> rewards)
    {
        var own = ImmutableArray.CreateBuilder<WorkerValue>();
        foreach (var (reputer, reward) in rewards)
        {
            var parts = DelegatedRewards.Divide(
                reward, topic.DelegatedTo(reputer), topic.Stakes[reputer], topic.RewardPerShare.GetValueOrDefault(reputer));
            own.Add(new WorkerValue(reputer, parts.Reputer));
            if (parts.Delegators.IsZero)
                continue;
            topic.RewardPerShare[reputer] = parts.RewardPerShare;
            chain.Rewards -= parts.Delegators;
            chain.PendingRewards += parts.Delegators;
            events.Add(Of("DelegateRewardShareUpdated", ("reputer", reputer), ("reward_per_share", Text(parts.RewardPerShare)), ("topic_id", Text(topic.Id))));
            events.Add(Of("DelegateRewardDistributed", ("amount", Text(parts.Delegators)), ("reputer", reputer), ("topic_id", Text(topic.Id))));
        }

        return own.ToImmutable();
    }

    private ImmutableArray<WorkerValue> Pay(ReplayTopic topic, ImmutableArray<WorkerValue> rewards, ActorRole role)
    {
        var paid = ImmutableArray.CreateBuilder<WorkerValue>();
        foreach (var reward in rewards)
        {
            var amount = reward.Value.Truncate();
            if (amount.IsZero)
                continue;
            paid.Add(reward);
            chain.Rewards -= amount;
            if (role != ActorRole.Reputer)
            {
                topic.Ledger = RewardDistribution.CountInclusion(topic.Ledger, role, reward.Worker);
                continue;
            }

            topic.Stakes[reward.Worker] += amount;
            chain.Staking += amount;
            events.Add(Of(
                "AddStake", ("amount", Text(amount)), ("delegator", reward.Worker), ("reputer", reward.Worker), ("topic_id", Text(topic.Id))));
            events.Add(Of(
                "ReputerStakeUpdated", ("amount", Text(topic.Stakes[reward.Worker])), ("reputer", reward.Worker), ("topic_id", Text(topic.Id))));
        }

        return paid.ToImmutable();
    }

    private void AddScores(ReplayTopic topic, ActorRole role, long nonce, ImmutableArray<WorkerValue> scores, ImmutableArray<WorkerValue> averages)
    {
        if (averages.Length > 0)
        {
            events.Add(Of(
                "TopicInitialEmaScoreSet",
                ("actor_type", Role(role)),
                ("block_height", Text(nonce)),
                ("score", Text(topic.Ledger.Of(role).InitialScore)),
                ("topic_id", Text(topic.Id))));
        }

        if (scores.Length > 0)
        {
            events.Add(Of(
                "ScoresSet",
                ("actor_type", Role(role)),
                ("addresses", Names(scores)),
                ("block_height", Text(nonce)),
                ("scores", Values(scores)),
                ("topic_id", Text(topic.Id))));
        }

        if (averages.Length > 0)
            events.Add(EmaScores(topic.Id, role, nonce, averages, true));
    }

    private void AddSettled(ReplayTopic topic, ActorRole role, long nonce, ImmutableArray<WorkerValue> rewards)
    {
        if (rewards.Length == 0)
            return;
        events.Add(Of(
            "RewardsSettled",
            ("actor_type", Role(role)),
            ("addresses", Names(rewards)),
            ("block_height", Text(nonce)),
            ("block_height_tx", Text(chain.Height)),
            ("rewards", Values(rewards)),
            ("topic_id", Text(topic.Id))));
    }

    private void Prune(ReplayTopic topic, long nonce)
    {
        topic.RewardNonce = 0;
        var bound = TopicLedger.PruneBound(
            nonce, topic.ReputerNonces.Count > 0 ? topic.ReputerNonces.Min() : null, topic.Parameters.EpochLength, chain.Parameters);
        topic.Ledger = topic.Ledger.Prune(bound);
        foreach (var old in topic.Epochs.Keys.Where(old => old <= bound).ToList())
            topic.Epochs.Remove(old);
        events.Add(Of("PruneRecords", ("block_height", Text(bound)), ("topic_id", Text(topic.Id))));
    }
}
