using System.Collections.Immutable;
using System.Numerics;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Rewards;
using Allora.Sdk.Emissions.Scores;
using Allora.Sdk.Emissions.Sortition;

namespace Allora.Sdk.Emissions.Ledgers;

/// <summary>The rewards of a nonce: scores of all roles, fractions, entropies, the division among tasks and actors. (Specification 5 and 6.)</summary>
public static class RewardDistribution
{
    /// <summary>Computes scores and rewards of a nonce whose losses are stored, and updates the topic.</summary>
    /// <param name="ledger">The topic before.</param>
    /// <param name="nonce">The topic's reward nonce.</param>
    /// <param name="reward">The topic's reward (E_t) in uallo.</param>
    /// <param name="stake">A reputer's total stake in the topic now, in uallo.</param>
    /// <param name="topic">The topic's parameters.</param>
    /// <param name="parameters">The module's parameters.</param>
    /// <returns>The result; with a failure if a step could not be computed, and then with the steps before it.</returns>
    public static RewardDistributionResult Run(
        TopicLedger ledger, long nonce, Dec reward, Func<string, BigInteger> stake, TopicParameters topic, EmissionsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(stake);
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(parameters);
        var result = new RewardDistributionResult { Ledger = ledger };
        try
        {
            RoleScoring.Reputers(ref result, nonce, stake, topic, parameters);
            RoleScoring.Inferers(ref result, nonce, topic, parameters);
            RoleScoring.Forecasters(ref result, nonce, topic, parameters);
            Divide(ref result, nonce, reward, stake, topic, parameters);
            return result;
        }
        catch (EmissionsException failure)
        {
            return result with { Failure = failure };
        }
    }

    /// <summary>The topic after an actor was paid at least 1 uallo for a task.</summary>
    /// <param name="ledger">The topic before.</param>
    /// <param name="role">Inferer or forecaster.</param>
    /// <param name="worker">The worker's address.</param>
    public static TopicLedger CountInclusion(TopicLedger ledger, ActorRole role, string worker)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var part = ledger.Of(role);
        return ledger.With(role, part with { Inclusions = part.Inclusions.SetItem(worker, part.Inclusions.GetValueOrDefault(worker) + 1) });
    }

    private static void Divide(
        ref RewardDistributionResult result,
        long nonce,
        Dec reward,
        Func<string, BigInteger> stake,
        TopicParameters topic,
        EmissionsParameters parameters)
    {
        var losses = result.Ledger.NetworkLosses[nonce];
        var reputers = RewardFractions.Reputers(result.ReputerScoring!.Scores, reputer => stake(reputer), parameters.PRewardReputer);
        var reputerEntropy = Entropy(ref result, ActorRole.Reputer, reputers, parameters);
        var inferers = RewardFractions.Workers(
            result.InfererScores,
            RewardFractions.LatestScores(result.Ledger.Inferers, nonce, parameters.MaxSamplesToScaleScores * parameters.MaxTopInferersToReward),
            parameters.PRewardInference,
            parameters.CRewardInference,
            topic.Epsilon);
        var infererEntropy = Entropy(ref result, ActorRole.Inferer, inferers, parameters);
        ImmutableArray<WorkerValue> forecasters = [];
        var forecasterEntropy = Dec.Zero;
        if (losses.Forecasters.Length > 0)
        {
            forecasters = RewardFractions.Workers(
                result.ForecasterScores,
                RewardFractions.LatestScores(result.Ledger.Forecasters, nonce, parameters.MaxSamplesToScaleScores * parameters.MaxTopForecastersToReward),
                parameters.PRewardForecast,
                parameters.CRewardForecast,
                topic.Epsilon);
            if (inferers.Length > 1)
                forecasterEntropy = Entropy(ref result, ActorRole.Forecaster, forecasters, parameters);
        }

        var utility = WorkerScores.ForecastTaskUtility(losses);
        result = result with { Fractions = new RoleFractions(reputers, inferers, forecasters), TaskUtility = utility };
        var best = result.InfererScores.Select(static one => one.Value).Aggregate(Dec.Zero, Dec.Max);
        var split = TaskRewards.Compute(
            reward, infererEntropy, forecasterEntropy, reputerEntropy, utility, best, result.Ledger.ScoreRatio, parameters.TaskRewardAlpha);
        result = result with
        {
            Ledger = result.Ledger with { ScoreRatio = split.ScoreRatio },
            Split = split,
            ReputerRewards = Share(reputers, split.Reputers),
            InfererRewards = Share(inferers, split.Inferers),
            ForecasterRewards = Share(forecasters, split.Forecasters),
        };
    }

    /// <summary>Stores the moving averages of a role's fractions, also if their entropy then fails.</summary>
    private static Dec Entropy(
        ref RewardDistributionResult result, ActorRole role, ImmutableArray<WorkerValue> fractions, EmissionsParameters parameters)
    {
        var part = result.Ledger.Of(role);
        var averages = RewardFractions.Smooth(fractions, part.RewardFractions, parameters.TaskRewardAlpha);
        var stored = part.RewardFractions.SetItems(averages.Select(static one => KeyValuePair.Create(one.Worker, one.Value)));
        result = result with { Ledger = result.Ledger.With(role, part with { RewardFractions = stored }) };
        return TaskEntropy.Compute(averages, parameters.BetaEntropy);
    }

    private static ImmutableArray<WorkerValue> Share(ImmutableArray<WorkerValue> fractions, Dec reward) =>
        [.. fractions.Select(one => one with { Value = one.Value * reward })];
}
