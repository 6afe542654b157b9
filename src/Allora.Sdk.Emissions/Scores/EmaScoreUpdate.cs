using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Sortition;

namespace Allora.Sdk.Emissions.Scores;

/// <summary>A role after the scores of a nonce.</summary>
/// <param name="Ledger">The role.</param>
/// <param name="EmaScores">The new EMA scores of the participants, ascending by address; empty if none were updated.</param>
public sealed record EmaScoreResult(RoleLedger Ledger, ImmutableArray<WorkerValue> EmaScores);

/// <summary>EMA scores, quantile and initial score of a role after a nonce's scores. (Specification 5.5.)</summary>
public static class EmaScoreUpdate
{
    /// <summary>
    /// T = EMA(merit_sortition_alpha, score, stored); the quantile of these, and the initial score min - lambda_initial_score * StdDev. With no
    /// participant the quantile becomes 0.
    /// </summary>
    /// <param name="ledger">The role before.</param>
    /// <param name="scores">The participants' scores.</param>
    /// <param name="alpha">merit_sortition_alpha.</param>
    /// <param name="quantile">The role's active quantile.</param>
    /// <param name="lambda">lambda_initial_score.</param>
    public static EmaScoreResult Apply(
        RoleLedger ledger, ImmutableArray<WorkerValue> scores, Dec alpha, Dec quantile, Dec lambda)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (scores.Length == 0)
            return new EmaScoreResult(ledger with { QuantileScore = Dec.Zero }, []);
        var stored = ledger.EmaScores;
        var updated = ImmutableArray.CreateBuilder<WorkerValue>(scores.Length);
        foreach (var score in scores)
        {
            var old = stored.GetValueOrDefault(score.Worker);
            var value = DecStatistics.MovingAverage(alpha, score.Value, old.Score, old.IsUnset);
            stored = stored.SetItem(score.Worker, old with { Score = value });
            updated.Add(new WorkerValue(score.Worker, value));
        }

        Dec[] values = [.. updated.Select(static one => one.Value)];
        return new EmaScoreResult(
            ledger with
            {
                EmaScores = stored,
                QuantileScore = DecStatistics.Quantile(values, quantile),
                InitialScore = DecStatistics.Minimum(values) - (lambda * DecStatistics.StandardDeviation(values)),
            },
            updated.MoveToImmutable());
    }
}
