using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Sortition;

/// <summary>What a topic stores about the actors of one role. Never changed in place.</summary>
public sealed record RoleLedger
{
    /// <summary>A role without actors.</summary>
    public static RoleLedger Empty { get; } = new();

    /// <summary>EMA scores by address (GetInfererScoreEma and its siblings).</summary>
    public ImmutableSortedDictionary<string, StoredScore> EmaScores { get; init; } =
        ImmutableSortedDictionary.Create<string, StoredScore>(StringComparer.Ordinal);

    /// <summary>The active set of the open window, ascending.</summary>
    public ImmutableSortedSet<string> Active { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The record of the lowest score; null before the first submission.</summary>
    public LowestScore? Lowest { get; init; }

    /// <summary>The quantile of the last scored participants' EMA scores (GetPreviousTopicQuantileInfererScoreEma); 0 before.</summary>
    public Dec QuantileScore { get; init; }

    /// <summary>The score that newcomers start with (GetTopicInitialInfererEmaScore); 0 before.</summary>
    public Dec InitialScore { get; init; }

    /// <summary>Scores by nonce and address (GetWorkerInferenceScoresAtBlock).</summary>
    public ImmutableSortedDictionary<long, ImmutableArray<WorkerValue>> ScoresByNonce { get; init; } =
        ImmutableSortedDictionary<long, ImmutableArray<WorkerValue>>.Empty;

    /// <summary>Moving averages of reward fractions (GetPreviousInferenceRewardFraction).</summary>
    public ImmutableSortedDictionary<string, Dec> RewardFractions { get; init; } =
        ImmutableSortedDictionary.Create<string, Dec>(StringComparer.Ordinal, DecTextComparer.Instance);

    /// <summary>How often a reward of at least 1 uallo was paid (GetCountInfererInclusionsInTopic); not kept for reputers.</summary>
    public ImmutableSortedDictionary<string, ulong> Inclusions { get; init; } =
        ImmutableSortedDictionary.Create<string, ulong>(StringComparer.Ordinal);

    /// <summary>Normalised weights after the last losses of a worker (GetLatestInfererWeight); for information only.</summary>
    public ImmutableSortedDictionary<string, Dec> Weights { get; init; } =
        ImmutableSortedDictionary.Create<string, Dec>(StringComparer.Ordinal, DecTextComparer.Instance);

    /// <summary>The stored EMA score, (0, 0) if there is none.</summary>
    /// <param name="address">The actor.</param>
    public StoredScore EmaScoreOf(string address) => EmaScores.GetValueOrDefault(address);
}
