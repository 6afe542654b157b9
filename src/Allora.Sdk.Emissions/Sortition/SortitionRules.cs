using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Sortition;

/// <summary>What merit sortition reads of a topic for one role.</summary>
/// <param name="Role">The role.</param>
/// <param name="MaxActive">The size of the active set (max_top_..._to_reward).</param>
/// <param name="Alpha">merit_sortition_alpha.</param>
/// <param name="EpochLength">Blocks of an epoch.</param>
/// <param name="LastEpochStart">The height before which a missed epoch counts, see <see cref="For"/>; not negative.</param>
public sealed record SortitionRules(ActorRole Role, ulong MaxActive, Dec Alpha, long EpochLength, long LastEpochStart)
{
    /// <summary>
    /// The rules of a role: an epoch is missed if it lies between the last submission and epoch_last_ended less an epoch (workers) or less an
    /// epoch and the ground truth lag (reputers).
    /// </summary>
    /// <param name="role">The role.</param>
    /// <param name="topic">The topic's parameters.</param>
    /// <param name="parameters">The module's parameters.</param>
    /// <param name="epochLastEnded">The topic's epoch_last_ended.</param>
    public static SortitionRules For(ActorRole role, TopicParameters topic, EmissionsParameters parameters, long epochLastEnded)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(parameters);
        var max = role switch
        {
            ActorRole.Inferer => parameters.MaxTopInferersToReward,
            ActorRole.Forecaster => parameters.MaxTopForecastersToReward,
            _ => parameters.MaxTopReputersToReward,
        };
        var lag = role == ActorRole.Reputer ? topic.GroundTruthLag : 0;
        return new SortitionRules(role, max, topic.MeritSortitionAlpha, topic.EpochLength, Math.Max(0, epochLastEnded - topic.EpochLength - lag));
    }
}
