using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Rewards;

/// <summary>A topic's reward divided among its tasks, in uallo, not yet cut to whole units.</summary>
/// <param name="Reputers">W_R.</param>
/// <param name="Inferers">W_I.</param>
/// <param name="Forecasters">W_F.</param>
/// <param name="ScoreRatio">The stored ratio of the forecasting task's utility to the best inferer's score (tau).</param>
/// <param name="Utility">The share of forecasting in the workers' tasks (chi), 0.1 to 0.5.</param>
public sealed record TaskSplit(Dec Reputers, Dec Inferers, Dec Forecasters, Dec ScoreRatio, Dec Utility);

/// <summary>The division of a topic's reward among reputing, inferring and forecasting. (Specification 6.6.)</summary>
public static class TaskRewards
{
    private static readonly Dec LeastUtility = Dec.Parse("0.1");
    private static readonly Dec MostUtility = Dec.Parse("0.5");
    private static readonly Dec UtilitySlope = Dec.Parse("0.4");

    /// <summary>
    /// W_R = H_R E / H, W_I = (1 - chi) gamma H_I E / H, W_F = chi gamma H_F E / H, with H the sum of the entropies and
    /// gamma = (H_I + H_F) / ((1 - chi) H_I + chi H_F).
    /// </summary>
    /// <param name="reward">E, the topic's reward in uallo.</param>
    /// <param name="infererEntropy">H_I.</param>
    /// <param name="forecasterEntropy">H_F; 0 without a forecaster or with a single inferer.</param>
    /// <param name="reputerEntropy">H_R.</param>
    /// <param name="taskUtility">T_F, see <see cref="Scores.WorkerScores.ForecastTaskUtility"/>.</param>
    /// <param name="bestInfererScore">The largest inferer score of the nonce.</param>
    /// <param name="previousScoreRatio">The stored tau; 0 at first.</param>
    /// <param name="alpha">task_reward_alpha.</param>
    public static TaskSplit Compute(
        Dec reward,
        Dec infererEntropy,
        Dec forecasterEntropy,
        Dec reputerEntropy,
        Dec taskUtility,
        Dec bestInfererScore,
        Dec previousScoreRatio,
        Dec alpha)
    {
        var (utility, ratio) = ForecastingUtility(taskUtility, bestInfererScore, previousScoreRatio, alpha);
        var entropy = infererEntropy + forecasterEntropy + reputerEntropy;
        var other = Dec.One - utility;
        var gamma = (infererEntropy + forecasterEntropy) / ((other * infererEntropy) + (utility * forecasterEntropy));
        return new TaskSplit(
            reputerEntropy * reward / entropy,
            other * gamma * infererEntropy * reward / entropy,
            utility * gamma * forecasterEntropy * reward / entropy,
            ratio,
            utility);
    }

    /// <summary>chi and tau: the share of forecasting, and the moving ratio that it follows.</summary>
    /// <param name="taskUtility">T_F.</param>
    /// <param name="bestInfererScore">The largest inferer score of the nonce; below 0 it counts as 0.</param>
    /// <param name="previousScoreRatio">The stored tau.</param>
    /// <param name="alpha">task_reward_alpha.</param>
    public static (Dec Utility, Dec ScoreRatio) ForecastingUtility(Dec taskUtility, Dec bestInfererScore, Dec previousScoreRatio, Dec alpha)
    {
        if (bestInfererScore.Sign <= 0 && taskUtility.IsZero)
            return (MostUtility, Dec.Zero);
        var ratio = bestInfererScore.Sign > 0 ? taskUtility / bestInfererScore : taskUtility.Sign;
        var average = (alpha * ratio) + ((Dec.One - alpha) * previousScoreRatio);
        return (average.Sign < 0 ? LeastUtility : average >= Dec.One ? MostUtility : LeastUtility + (UtilitySlope * average), average);
    }
}
