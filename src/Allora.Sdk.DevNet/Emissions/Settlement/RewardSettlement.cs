using System.Collections.Immutable;
using System.Numerics;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Rewards;
using Allora.Sdk.Emissions.Sortition;
using Allora.Sdk.Emissions.Topics;
using Allora.Sdk.Protos.Emissions.V10;
using Dec = Allora.Sdk.Emissions.Numbers.Dec;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>The rewards step at the end of a block, for the topics that had their turn, by weight.</summary>
internal static class RewardSettlement
{
    public static void Run(Execution run, IReadOnlyList<ulong> topics)
    {
        var balance = run.State.Balance(ModuleAccounts.AlloraRewards);
        if (topics.Count == 0 || balance.IsZero)
            return;
        var rewards = Rewards(run, topics, balance);
        var paid = new SortedDictionary<ulong, Dec>();
        var rewarded = new Stack<(ulong TopicId, long Nonce)>();
        for (var i = 0; i < topics.Count; i++)
        {
            var nonce = run.State.Emissions.Topics[topics[i]].RewardNonce;
            if (nonce != 0)
                rewarded.Push((topics[i], nonce));
            if (nonce == 0 || !Distribute(run, topics[i], nonce, rewards[i]))
            {
                // Not paid to anybody: back to where it came from.
                Bank.Send(run, ModuleAccounts.AlloraRewards, ModuleAccounts.Ecosystem, rewards[i].Truncate());
                rewards[i] = Dec.Zero;
            }

            paid[topics[i]] = rewards[i];
        }

        EmissionsEvents.Emit(run, new EventTopicRewardsSet
        {
            TopicIds = { paid.Keys },
            Rewards = { paid.Values.Select(reward => reward.EventText(run.State.Schema)) },
        });
        foreach (var (topicId, nonce) in rewarded)
            Prune(run, topicId, nonce);
    }

    /// <summary>With a minimum weight of 0 all weights may be 0; a real chain does not define that case, here nothing is paid.</summary>
    private static Dec[] Rewards(Execution run, IReadOnlyList<ulong> topics, BigInteger balance)
    {
        var sum = run.State.Emissions.TotalSumPreviousTopicWeights;
        if (sum.IsZero)
            return [.. topics.Select(static _ => Dec.Zero)];
        return TopicWeights.Rewards(
            [.. topics.Select(id => run.State.Emissions.Topics[id]).Select(static topic => (topic.PreviousWeight!.Value, topic.Definition.EpochLength))],
            sum,
            run.State.ForAllora(),
            balance);
    }

    private static bool Distribute(Execution run, ulong topicId, long nonce, Dec reward)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var result = RewardDistribution.Run(
            topic.Ledger,
            nonce,
            reward,
            topic.Members.StakeOf,
            SettlementParameters.Of(topic, run.State.Schema),
            SettlementParameters.Of(run.State.Emissions.Params));
        Execute.Update(run, topic with { Ledger = result.Ledger });
        RewardEvents.EmitScores(run, topicId, nonce, result);
        if (result.Failure is not null)
            return false;
        var reputers = PayReputers(run, topicId, PayDelegators(run, topicId, result.ReputerRewards));
        var inferers = PayWorkers(run, topicId, ActorRole.Inferer, result.InfererRewards);
        var forecasters = PayWorkers(run, topicId, ActorRole.Forecaster, result.ForecasterRewards);
        RewardEvents.EmitSettled(run, topicId, ActorRole.Inferer, nonce, inferers);
        RewardEvents.EmitSettled(run, topicId, ActorRole.Forecaster, nonce, forecasters);
        RewardEvents.EmitSettled(run, topicId, ActorRole.Reputer, nonce, reputers);
        Count(run, result.Split!.Reputers.Truncate(), reward.Truncate());
        return true;
    }

    private static ImmutableArray<WorkerValue> PayDelegators(Execution run, ulong topicId, ImmutableArray<WorkerValue> rewards)
    {
        var own = ImmutableArray.CreateBuilder<WorkerValue>(rewards.Length);
        foreach (var (reputer, reward) in rewards)
        {
            var topic = run.State.Emissions.Topics[topicId];
            var parts = DelegatedRewards.Divide(
                reward, topic.Members.DelegatedTo(reputer), topic.Members.StakeOf(reputer), topic.RewardPerShare.GetValueOrDefault(reputer));
            own.Add(new WorkerValue(reputer, parts.Reputer));
            if (parts.Delegators.IsZero)
                continue;
            Execute.Update(run, topic with { RewardPerShare = topic.RewardPerShare.SetItem(reputer, parts.RewardPerShare) });
            EmissionsEvents.Emit(run, new EventDelegateRewardShareUpdated
            {
                TopicId = topicId,
                Reputer = reputer,
                RewardPerShare = parts.RewardPerShare.EventText(run.State.Schema),
            });
            Bank.Send(run, ModuleAccounts.AlloraRewards, ModuleAccounts.AlloraPendingRewards, parts.Delegators);
            EmissionsEvents.Emit(run, new EventDelegateRewardDistributed { TopicId = topicId, Reputer = reputer, Amount = Stakes.Text(parts.Delegators) });
        }

        return own.MoveToImmutable();
    }

    private static ImmutableArray<WorkerValue> PayReputers(Execution run, ulong topicId, ImmutableArray<WorkerValue> rewards)
    {
        ImmutableArray<WorkerValue> paid = [.. rewards.Where(static reward => !reward.Value.Truncate().IsZero)];
        foreach (var (reputer, reward) in paid)
        {
            Bank.Send(run, ModuleAccounts.AlloraRewards, ModuleAccounts.AlloraStaking, reward.Truncate());
            Stakes.Add(run, topicId, reputer, reputer, reward.Truncate());
        }

        return paid;
    }

    private static ImmutableArray<WorkerValue> PayWorkers(Execution run, ulong topicId, ActorRole role, ImmutableArray<WorkerValue> rewards)
    {
        ImmutableArray<WorkerValue> paid = [.. rewards.Where(static reward => !reward.Value.Truncate().IsZero)];
        foreach (var (worker, reward) in paid)
        {
            Bank.Send(run, ModuleAccounts.AlloraRewards, run.State.Emissions.Owners.GetValueOrDefault(worker, worker), reward.Truncate());
            var topic = run.State.Emissions.Topics[topicId];
            Execute.Update(run, topic with { Ledger = RewardDistribution.CountInclusion(topic.Ledger, role, worker) });
        }

        return paid;
    }

    /// <summary>The month's rewards, of which the next month's emission depends.</summary>
    private static void Count(Execution run, BigInteger reputers, BigInteger topics)
    {
        var emissions = run.State.Emissions;
        run.State = run.State with
        {
            Emissions = emissions with
            {
                MonthlyReputerRewards = emissions.MonthlyReputerRewards + reputers,
                MonthlyTopicRewards = emissions.MonthlyTopicRewards + topics,
            },
        };
    }

    private static void Prune(Execution run, ulong topicId, long nonce)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var bound = TopicLedger.PruneBound(
            nonce,
            topic.ReputerNonces.IsEmpty ? null : topic.ReputerNonces.Min(static window => window.Nonce),
            topic.Definition.EpochLength,
            SettlementParameters.Of(run.State.Emissions.Params));
        EmissionsEvents.Emit(run, new EventPruneRecords { TopicId = topicId, BlockHeight = bound });
        Execute.Update(run, topic with
        {
            RewardNonce = 0,
            Ledger = topic.Ledger.Prune(bound),
            Epochs = topic.Epochs.RemoveRange(topic.Epochs.Keys.TakeWhile(old => old <= bound)),
        });
    }
}
