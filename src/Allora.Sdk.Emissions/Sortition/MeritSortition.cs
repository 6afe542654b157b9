using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Sortition;

/// <summary>Who is in the active set of a window, decided at each submission. (Specification 5.6.)</summary>
public static class MeritSortition
{
    /// <summary>Takes a submission of an actor for a nonce.</summary>
    /// <param name="ledger">The role before.</param>
    /// <param name="actor">The actor's address.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="rules">The role's rules at this height.</param>
    public static Admission Submit(RoleLedger ledger, string actor, long nonce, SortitionRules rules)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(rules);
        var stored = ledger.EmaScoreOf(actor);
        if (ledger.Active.Contains(actor) || stored.BlockHeight >= nonce)
            return new Admission(AdmissionOutcome.AlreadySubmitted, ledger);
        var isFirst = stored.BlockHeight == 0;
        var score = isFirst ? ledger.InitialScore : AfterLiveness(stored, ledger.InitialScore, rules);
        ledger = Store(ledger, actor, nonce, score);

        // A forecaster's first submission competes with (0, height 0), not with the initial score that is stored.
        var entry = isFirst && rules.Role == ActorRole.Forecaster
            ? new LowestScore(actor, 0, Dec.Zero)
            : new LowestScore(actor, nonce, score);
        if ((ulong)ledger.Active.Count < rules.MaxActive)
        {
            var lowest = ledger.Active.IsEmpty || ledger.Lowest is null || ledger.Lowest.Score > entry.Score ? entry : ledger.Lowest;
            return new Admission(AdmissionOutcome.Joined, ledger with { Active = ledger.Active.Add(actor), Lowest = lowest });
        }

        if (ledger.Lowest is { } least && entry.Score > least.Score)
            return Replace(ledger, actor, nonce, least, rules);
        if (isFirst)
            return new Admission(AdmissionOutcome.NotAdmitted, ledger);
        var passive = DecStatistics.MovingAverage(rules.Alpha, ledger.QuantileScore, score);
        return new Admission(
            AdmissionOutcome.NotAdmitted, Store(ledger, actor, nonce, passive), PassiveScore: new WorkerValue(actor, passive));
    }

    /// <summary>The score after the penalty for missed epochs: m steps of the moving average toward the initial score.</summary>
    /// <param name="stored">The stored score.</param>
    /// <param name="initialScore">The role's initial score.</param>
    /// <param name="rules">The role's rules at this height.</param>
    public static Dec AfterLiveness(StoredScore stored, Dec initialScore, SortitionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var missed = MissedEpochs(stored.BlockHeight, rules);
        return missed > 0 && stored.Score != initialScore
            ? DecStatistics.MovingAverageToward(rules.Alpha, initialScore, stored.Score, missed)
            : stored.Score;
    }

    /// <summary>Epochs between an actor's last submission and now in which it did not submit.</summary>
    /// <param name="lastSubmission">The nonce of the last submission.</param>
    /// <param name="rules">The role's rules at this height.</param>
    public static long MissedEpochs(long lastSubmission, SortitionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return lastSubmission >= rules.LastEpochStart ? 0 : ((rules.LastEpochStart - 1 - lastSubmission) / rules.EpochLength) + 1;
    }

    private static Admission Replace(RoleLedger ledger, string actor, long nonce, LowestScore least, SortitionRules rules)
    {
        var passive = DecStatistics.MovingAverage(
            rules.Alpha, ledger.QuantileScore, least.Score, new StoredScore(least.BlockHeight, least.Score).IsUnset);
        var remaining = ledger.Active.Remove(least.Address);
        ledger = Store(ledger, least.Address, nonce, passive);
        var lowest = Lowest(ledger, remaining, actor);
        return new Admission(
            AdmissionOutcome.Replaced,
            ledger with { Active = remaining.Add(actor), Lowest = lowest },
            least.Address,
            new WorkerValue(least.Address, passive));
    }

    /// <summary>The least stored score: remaining actors by address, then the newcomer; the first of equal ones.</summary>
    private static LowestScore Lowest(RoleLedger ledger, ImmutableSortedSet<string> remaining, string newcomer)
    {
        LowestScore? lowest = null;
        foreach (var address in remaining.Append(newcomer))
        {
            var stored = ledger.EmaScoreOf(address);
            if (lowest is null || stored.Score < lowest.Score)
                lowest = new LowestScore(address, stored.BlockHeight, stored.Score);
        }

        return lowest!;
    }

    private static RoleLedger Store(RoleLedger ledger, string actor, long nonce, Dec score) =>
        ledger with { EmaScores = ledger.EmaScores.SetItem(actor, new StoredScore(nonce, score)) };
}
