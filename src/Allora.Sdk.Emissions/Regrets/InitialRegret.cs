using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Regrets;

/// <summary>A topic's initial regret: what a worker without regrets is taken to have. (Specification 4.3; EventTopicInitialRegretSet.)</summary>
public static class InitialRegret
{
    private static readonly Dec Offset = Dec.Parse("0.75");

    /// <summary>
    /// Quantile(X) + (0.75 - p_norm_safe_div / p) * (1.4826 MAD(X) + epsilon) for the experienced workers' regrets X; with too few of them, the
    /// quantile of all regrets of the nonce.
    /// </summary>
    /// <param name="experienced">The new regrets of experienced workers, inferers first.</param>
    /// <param name="all">The new regrets of all workers.</param>
    /// <param name="topic">The topic's parameters.</param>
    /// <param name="parameters">The module's parameters.</param>
    public static Dec Compute(IReadOnlyList<Dec> experienced, IReadOnlyList<Dec> all, TopicParameters topic, EmissionsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(experienced);
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(parameters);
        if ((ulong)experienced.Count < parameters.MinExperiencedWorkerRegrets)
            return DecStatistics.Quantile(all, parameters.InitialRegretQuantile);
        var scale = DecStatistics.RobustScale(experienced, topic.Epsilon);
        return DecStatistics.Quantile(experienced, parameters.InitialRegretQuantile)
            + ((Offset - (parameters.PNormSafeDiv / topic.PNorm)) * scale);
    }

    /// <summary>If a worker counts as experienced: it had a regret before, and was rewarded at least 1 / alpha_regret times.</summary>
    /// <param name="hadRegret">If it had a stored regret before this nonce's losses.</param>
    /// <param name="inclusions">How often a reward of at least 1 uallo was paid for the task.</param>
    /// <param name="alphaRegret">The topic's alpha_regret.</param>
    public static bool IsExperienced(bool hadRegret, ulong inclusions, Dec alphaRegret) =>
        hadRegret && new Dec(inclusions) >= Dec.One / alphaRegret;
}
