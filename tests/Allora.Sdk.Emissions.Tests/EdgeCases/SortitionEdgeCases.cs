using Allora.Sdk.Emissions.Labels;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Sortition;

namespace Allora.Sdk.Emissions.Tests.EdgeCases;

/// <summary>Situations of sections 2.7 and 5.6 of the specification.</summary>
public sealed class SortitionEdgeCases
{
    private static readonly SortitionRules Two = new(ActorRole.Inferer, 2, Dec.Parse("0.1"), 12, 88);

    [Fact]
    public void A_newcomer_starts_with_the_initial_score_and_a_second_submission_is_refused()
    {
        var first = MeritSortition.Submit(RoleLedger.Empty with { InitialScore = 3 }, "a", 100, Two);
        Assert.Equal(AdmissionOutcome.Joined, first.Outcome);
        Assert.Equal(new StoredScore(100, 3), first.Ledger.EmaScoreOf("a"));
        Assert.Equal(AdmissionOutcome.AlreadySubmitted, MeritSortition.Submit(first.Ledger, "a", 112, Two).Outcome);
        Assert.Equal(AdmissionOutcome.AlreadySubmitted, MeritSortition.Submit(With(("a", 100, 3)), "a", 100, Two).Outcome);
    }

    [Fact]
    public void Who_stayed_away_moves_toward_the_initial_score()
    {
        Assert.Equal(0, MeritSortition.MissedEpochs(88, Two));
        Assert.Equal(1, MeritSortition.MissedEpochs(87, Two));
        Assert.Equal(1, MeritSortition.MissedEpochs(76, Two));
        Assert.Equal(2, MeritSortition.MissedEpochs(75, Two));
        var back = MeritSortition.Submit(With(("a", 75, 10)), "a", 100, Two);
        Assert.Equal("8.1", back.Ledger.EmaScoreOf("a").Score.Reduced().ToString());
    }

    [Fact]
    public void A_better_score_evicts_the_lowest_and_ties_lose()
    {
        var full = With(("a", 90, 5), ("b", 90, 4), ("c", 90, 4), ("d", 90, 6)) with { QuantileScore = 10 };
        full = MeritSortition.Submit(MeritSortition.Submit(full, "a", 100, Two).Ledger, "b", 100, Two).Ledger;
        Assert.Equal(("b", "4"), (full.Lowest!.Address, full.Lowest.Score.ToString()));
        var tie = MeritSortition.Submit(full, "c", 100, Two);
        Assert.Equal((AdmissionOutcome.NotAdmitted, "4.6"), (tie.Outcome, tie.PassiveScore!.Value.Value.Reduced().ToString()));
        var better = MeritSortition.Submit(full, "d", 100, Two);
        Assert.Equal((AdmissionOutcome.Replaced, "b"), (better.Outcome, better.Evicted));
        Assert.Equal("4.6", better.Ledger.EmaScoreOf("b").Score.Reduced().ToString());
        Assert.Equal(("a", "5"), (better.Ledger.Lowest!.Address, better.Ledger.Lowest.Score.ToString()));
    }

    [Fact]
    public void A_first_submission_that_loses_sets_no_passive_score()
    {
        var full = MeritSortition.Submit(MeritSortition.Submit(With(("a", 90, 5), ("b", 90, 4)), "a", 100, Two).Ledger, "b", 100, Two).Ledger;
        var lost = MeritSortition.Submit(full with { InitialScore = -1 }, "x", 100, Two);
        Assert.Equal(AdmissionOutcome.NotAdmitted, lost.Outcome);
        Assert.Null(lost.PassiveScore);
        Assert.Equal(new StoredScore(100, -1), lost.Ledger.EmaScoreOf("x"));
    }

    [Fact]
    public void A_forecasters_first_submission_competes_with_0_and_leaves_0_in_the_record()
    {
        var rules = Two with { Role = ActorRole.Forecaster, MaxActive = 1 };
        var first = MeritSortition.Submit(RoleLedger.Empty with { InitialScore = 7, QuantileScore = 9 }, "k", 100, rules);
        Assert.Equal(new LowestScore("k", 0, Dec.Zero), first.Ledger.Lowest);
        Assert.Equal("7", first.Ledger.EmaScoreOf("k").Score.ToString());
        var ledger = first.Ledger with { EmaScores = first.Ledger.EmaScores.Add("m", new StoredScore(90, 1)) };
        var evicting = MeritSortition.Submit(ledger, "m", 100, rules);
        Assert.Equal(("k", "9"), (evicting.Evicted, evicting.Ledger.EmaScoreOf("k").Score.ToString()));
    }

    [Fact]
    public void A_record_outlives_its_window_and_the_next_set_overwrites_it()
    {
        var rules = Two with { MaxActive = 3 };
        var old = With(("a", 90, 5)) with { Lowest = new LowestScore("z", 90, -9) };
        Assert.Equal("a", MeritSortition.Submit(old, "a", 100, rules).Ledger.Lowest!.Address);
    }

    [Fact]
    public void Labels_are_kept_in_one_spelling_and_ids_shift_when_one_is_unused()
    {
        Assert.Equal("up", CanonicalLabel.Of(" Up ", false, 64));
        Assert.Equal("Up", CanonicalLabel.Of("Up", true, 64));
        Assert.Equal(EmissionsError.RuleViolated, Assert.Throws<EmissionsException>(() => CanonicalLabel.Of("a+b", false, 64)).Reason);
        var topic = new TopicParameters
        {
            EpochLength = 12,
            GroundTruthLag = 12,
            WorkerSubmissionWindow = 5,
            IsMulti = true,
            RequireUnity = true,
            UnityTolerance = Dec.Parse("0.001"),
        };
        var (first, values) = LabelRegistry.Empty.Admit([new("up", 0), new("down", Dec.Parse("0.4")), new("flat", Dec.Parse("0.6008"))], topic, 10);
        Assert.Equal(["down", "flat"], first.Labels);
        var (second, evicted) = first.Admit([new("left", 1)], topic, 10);
        Assert.Equal(["down", "flat", "left"], second.Labels);
        var frozen = second.Freeze([[evicted[0]]]);
        Assert.Equal(["left"], frozen.Labels);
        Assert.Equal(["0", "0.4", "0.6008"], new LabelRegistry(["left", "down", "flat"]).Pad(values, Dec.Zero).Select(static value => value.ToString()));
        Assert.Equal(EmissionsError.RuleViolated, Assert.Throws<EmissionsException>(() => first.Admit([new("up", Dec.Parse("0.9"))], topic, 10)).Reason);
        Assert.Equal(EmissionsError.RuleViolated, Assert.Throws<EmissionsException>(() => first.Admit([new("up", 1)], topic, 2)).Reason);
        Assert.Equal(EmissionsError.RuleViolated, Assert.Throws<EmissionsException>(() => first.Admit([new("up", 0)], topic with { RequireUnity = false }, 9)).Reason);
    }

    private static RoleLedger With(params (string Address, long Height, long Score)[] stored)
    {
        var scores = RoleLedger.Empty.EmaScores;
        foreach (var (address, height, score) in stored)
            scores = scores.Add(address, new StoredScore(height, score));
        return RoleLedger.Empty with { EmaScores = scores };
    }
}
