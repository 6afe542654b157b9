using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Sortition;

namespace Allora.Sdk.Emissions.Rewards;

/// <summary>How a task's reward is divided among its actors. Fractions add up to 1 but for the last digits. (Specification 6.4.)</summary>
public static class RewardFractions
{
    /// <summary>
    /// Workers: Phi_{p,c}(T / (sigma + epsilon)) over the sum of these, with sigma the standard deviation of the latest scores. If sigma is
    /// below epsilon all fractions are equal.
    /// </summary>
    /// <param name="scores">The scores of the nonce.</param>
    /// <param name="latestScores">See <see cref="LatestScores"/>.</param>
    /// <param name="p">p_reward_inference or p_reward_forecast.</param>
    /// <param name="c">c_reward_inference or c_reward_forecast.</param>
    /// <param name="epsilon">The topic's epsilon.</param>
    public static ImmutableArray<WorkerValue> Workers(
        ImmutableArray<WorkerValue> scores, IReadOnlyList<Dec> latestScores, Dec p, Dec c, Dec epsilon)
    {
        var deviation = DecStatistics.StandardDeviation(latestScores);
        var scale = deviation + epsilon;
        var shares = deviation < epsilon
            ? [.. scores.Select(static _ => Dec.One)]
            : scores.Select(score => DecStatistics.Phi(p, c, score.Value / scale)).ToArray();
        return Normalise(scores, shares);
    }

    /// <summary>Reputers: (stake * score)^p_reward_reputer over the sum of these.</summary>
    /// <param name="scores">The scores of the nonce.</param>
    /// <param name="stake">A reputer's total stake in the topic now, in uallo.</param>
    /// <param name="p">p_reward_reputer.</param>
    public static ImmutableArray<WorkerValue> Reputers(ImmutableArray<WorkerValue> scores, Func<string, Dec> stake, Dec p)
    {
        ArgumentNullException.ThrowIfNull(stake);
        return Normalise(scores, [.. scores.Select(score => DecMath.Pow(stake(score.Worker) * score.Value, p))]);
    }

    /// <summary>The newest scores of a role, nonce by nonce downward from this one: what the scale of fractions is measured on.</summary>
    /// <param name="ledger">The role, with the scores of the nonce.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="limit">max_samples_to_scale_scores times the size of the active set.</param>
    public static IReadOnlyList<Dec> LatestScores(RoleLedger ledger, long nonce, ulong limit)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var latest = new List<Dec>();
        foreach (var (height, scores) in ledger.ScoresByNonce.Reverse())
        {
            if (height > nonce)
                continue;
            foreach (var score in scores)
            {
                if ((ulong)latest.Count == limit)
                    return latest;
                latest.Add(score.Value);
            }
        }

        return latest;
    }

    /// <summary>
    /// The moving averages of fractions, EMA(task_reward_alpha, f, previous), which entropies are computed from.
    /// </summary>
    /// <param name="fractions">The fractions of the nonce.</param>
    /// <param name="previous">The stored averages.</param>
    /// <param name="alpha">task_reward_alpha.</param>
    public static ImmutableArray<WorkerValue> Smooth(ImmutableArray<WorkerValue> fractions, IReadOnlyDictionary<string, Dec> previous, Dec alpha)
    {
        ArgumentNullException.ThrowIfNull(previous);
        return
        [
            .. fractions.Select(one => one with
            {
                Value = previous.TryGetValue(one.Worker, out var old) ? DecStatistics.MovingAverage(alpha, one.Value, old) : one.Value,
            }),
        ];
    }

    private static ImmutableArray<WorkerValue> Normalise(ImmutableArray<WorkerValue> scores, Dec[] shares)
    {
        if (scores.Length == 0)
            throw new EmissionsException(EmissionsError.NothingToCompute, "No actor has a score.");
        var sum = shares.Sum();
        return [.. scores.Select((score, i) => score with { Value = shares[i] / sum })];
    }
}
