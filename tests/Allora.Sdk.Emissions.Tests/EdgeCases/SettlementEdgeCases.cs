using System.Collections.Immutable;
using System.Numerics;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Regrets;
using Allora.Sdk.Emissions.Rewards;
using Allora.Sdk.Emissions.Scores;
using Allora.Sdk.Emissions.Sortition;
using Allora.Sdk.Emissions.Topics;

namespace Allora.Sdk.Emissions.Tests.EdgeCases;

/// <summary>Situations of sections 3 to 6 and 9 of the specification.</summary>
public sealed class SettlementEdgeCases
{
    private static readonly TopicParameters Topic = new() { EpochLength = 12, GroundTruthLag = 12, WorkerSubmissionWindow = 5 };

    private static readonly EmissionsParameters Parameters = new();

    [Fact]
    public void A_bundle_keeps_the_first_entries_about_those_who_took_part()
    {
        var losses = new LossBundle
        {
            Combined = -1,
            Naive = -1,
            Inferers = [new("b", 1), new("a", 2), new("b", 3), new("x", 4)],
            Forecasters = [new("k", 5), new("x", 6)],
            OneOutInferers = [new("a", 7), new("x", 8)],
            OneOutInfererForecasters = [new("k", [new("x", 1)]), new("x", [new("a", 1)])],
        };
        var filtered = NetworkLosses.Filter(losses, Set("a", "b"), Set("k"))!;
        Assert.Equal([new WorkerValue("a", 2), new WorkerValue("b", 1)], filtered.Inferers);
        Assert.Equal([new WorkerValue("k", 5)], filtered.Forecasters);
        Assert.Equal([new WorkerValue("a", 7)], filtered.OneOutInferers);
        Assert.Empty(filtered.OneOutInfererForecasters);
        Assert.Empty(NetworkLosses.Filter(losses, Set("a"), Set())!.OneOutInferers);
        Assert.Null(NetworkLosses.Filter(losses, Set("q"), Set("k")));
    }

    [Fact]
    public void An_entry_is_averaged_over_those_who_reported_it()
    {
        var combined = NetworkLosses.Combine(
        [
            new ReputerLosses("r", 1, Bundle([new("a", -2), new("b", -4)]) with { OneOutInferers = [new("a", -1)] }),
            new ReputerLosses("s", 3, Bundle([new("a", -6)])),
        ]);
        Assert.Equal(["-5", "-4"], combined.Inferers.Select(static one => one.Value.Reduced().ToString()));
        Assert.Equal("-1", combined.OneOutInferers.Single().Value.Reduced().ToString());
    }

    [Fact]
    public void A_reputer_below_the_minimum_stake_is_skipped_and_alone_leaves_nothing()
    {
        var poor = new ReputerLosses("r", 9_999, Bundle([new("a", -2), new("b", -4)]));
        var rich = new ReputerLosses("s", 10_000, Bundle([new("a", -6), new("b", -6)]));
        Assert.Equal("-6", ReputerClose.Run(TopicLedger.Empty, 10, [poor, rich], Topic, Parameters).Losses.Inferers[0].Value.Reduced().ToString());
        Assert.Equal(
            EmissionsError.NothingToCompute,
            Assert.Throws<EmissionsException>(() => ReputerClose.Run(TopicLedger.Empty, 10, [poor], Topic, Parameters)).Reason);
    }

    [Fact]
    public void Losses_for_another_nonce_are_scored_but_in_no_sum()
    {
        var own = new ReputerLosses("r", 10_000, Bundle([new("a", -2)]) with { OneOutInferers = [new("a", -1)] });
        var other = new ReputerLosses("s", 10_000, Bundle([new("a", -6)])) { OtherNonce = 22 };
        var closed = ReputerClose.Run(TopicLedger.Empty, 10, [own, other], Topic, Parameters);
        Assert.Equal("-2", closed.Losses.Inferers[0].Value.Reduced().ToString());
        Assert.Equal(["r", "s"], Pay(closed.Ledger, 1000).ReputerScoring!.Scores.Select(static one => one.Worker));
        Assert.Throws<EmissionsException>(() => ReputerClose.Run(TopicLedger.Empty, 10, [other], Topic, Parameters));
    }

    [Fact]
    public void Without_an_iteration_there_are_no_scores_and_the_distribution_fails()
    {
        var closed = ReputerClose.Run(TopicLedger.Empty, 10, [new ReputerLosses("r", 10_000, Bundle([new("a", -3)]))], Topic, Parameters);
        var result = RewardDistribution.Run(closed.Ledger, 10, 1000, static _ => 10_000, Topic, Parameters with { GradientDescentMaxIters = 0 });
        Assert.Equal(EmissionsError.NothingToCompute, result.Failure!.Reason);
    }

    [Fact]
    public void A_0_of_another_length_takes_the_place_of_a_stored_one()
    {
        var stored = new StoredScore(10, Dec.Zero);
        var ledger = RoleLedger.Empty with { EmaScores = RoleLedger.Empty.EmaScores.Add("a", stored) };
        var updated = EmaScoreUpdate.Apply(ledger, [new("a", Dec.Parse("0.000"))], Dec.Parse("0.1"), Dec.Parse("0.25"), 2);
        Assert.Equal("0.000", updated.Ledger.EmaScoreOf("a").Score.ToString());
        Assert.Equal("0.00", RoleLedger.Empty.Weights.SetItem("a", 0).SetItem("a", Dec.Parse("0.00"))["a"].ToString());
    }

    [Fact]
    public void A_newcomers_first_regret_starts_from_the_initial_regret()
    {
        var book = RegretUpdate.Apply(RegretBook.Empty, Bundle([new("a", -2)]) with { Combined = -1 }, 10, Dec.Parse("0.1"), Dec.Parse("-0.5"));
        Assert.Equal("-0.35", book.Inferer["a"].Value.Reduced().ToString());
    }

    [Fact]
    public void A_missing_cell_counts_as_a_loss_of_0()
    {
        var losses = Bundle([new("a", -2), new("b", -3)]) with
        {
            Forecasters = [new("k", -4)],
            OneOutInferers = [new("a", -5), new("b", -6)],
            OneOutInfererForecasters = [new("k", [new("a", -7)])],
        };
        var book = RegretUpdate.Apply(RegretBook.Empty, losses, 10, 1, 0);
        Assert.Equal("2", book.OneOutInfererForecaster[("a", "k")].Value.Reduced().ToString());
        Assert.Equal("-6", book.OneOutInfererForecaster[("b", "k")].Value.Reduced().ToString());
    }

    [Fact]
    public void An_actor_with_both_roles_has_one_one_in_regret_written_twice()
    {
        var losses = Bundle([new("a", -2), new("k", -3)]) with { Forecasters = [new("k", -5)], OneInForecasters = [new("k", -4)] };
        var book = RegretUpdate.Apply(RegretBook.Empty, losses, 10, Dec.Parse("0.5"), 0);
        // First -4 - -3 = -1 halved, then -4 - -5 = 1 averaged with that.
        Assert.Equal("0.25", book.OneInForecaster[("k", "k")].Value.Reduced().ToString());
    }

    [Fact]
    public void A_first_loss_with_one_inferer_leaves_the_topic_new()
    {
        var result = ReputerClose.Run(TopicLedger.Empty, 10, [new ReputerLosses("r", 10_000, Bundle([new("a", -3)]))], Topic, Parameters);
        Assert.True(result.Ledger.InitialRegret.IsZero);
        Assert.Equal("0.01", result.Ledger.RegretScale.Reduced().ToString());
        Assert.Equal("1", result.InfererWeights[0].Value.Reduced().ToString());
        var paid = Pay(result.Ledger, 1000);
        Assert.Equal("0", paid.InfererScores.Single().Value.ToString());
        Assert.True(paid.InfererEmaScores.IsEmpty && paid.Ledger.Inferers.EmaScores.IsEmpty);
        Assert.Null(paid.Failure);
    }

    [Fact]
    public void One_reputer_scores_100_and_keeps_its_coefficient()
    {
        var scoring = ReputerScores.Compute([new ReputerLosses("r", 10_000, Bundle([new("a", -3)]))], static _ => Dec.One, Parameters);
        Assert.Equal("100", scoring.Scores[0].Value.Reduced().ToString());
        Assert.Equal(("1", 1), (scoring.Coefficients[0].Value.ToString(), scoring.Iterations));
    }

    [Fact]
    public void All_coefficients_0_start_again_from_epsilon()
    {
        var scoring = ReputerScores.Compute(
            [new ReputerLosses("r", 10_000, Bundle([new("a", -3)])), new ReputerLosses("s", 20_000, Bundle([new("a", -4)]))], static _ => Dec.Zero, Parameters);
        // The ascent brings the share of the stake that is listened to up to min_stake_fraction.
        var listened = (scoring.Coefficients[0].Value + (2 * scoring.Coefficients[1].Value)) / 3;
        Assert.True(listened >= Dec.Parse("0.4999"), $"{listened} is listened to");
    }

    [Fact]
    public void Losses_of_0_do_not_divide_by_0()
    {
        var zero = new LossBundle { Combined = 0, Naive = 0, Inferers = [new("a", 0)] };
        Assert.Equal("100", ReputerScores.Compute([new ReputerLosses("r", 10_000, zero)], static _ => Dec.One, Parameters).Scores[0].Value.Reduced().ToString());
    }

    [Fact]
    public void An_entry_reported_only_with_coefficient_0_fails_the_distribution()
    {
        ReputerLosses[] reputers = [new("r", 10_000, Bundle([new("a", -3)])), new("s", 10_000, Bundle([new("a", -3), new("b", -4)]))];
        var failure = Assert.Throws<EmissionsException>(() => ReputerScores.Compute(reputers, static one => one == "s" ? Dec.Zero : Dec.One, Parameters));
        Assert.Equal(EmissionsError.DivisionByZero, failure.Reason);
    }

    [Fact]
    public void Without_one_out_losses_the_rewards_fail_after_the_reputers_scores()
    {
        var closed = ReputerClose.Run(TopicLedger.Empty, 10, [new ReputerLosses("r", 10_000, Bundle([new("a", -3), new("b", -4)]))], Topic, Parameters);
        var ledger = closed.Ledger with { Inferers = closed.Ledger.Inferers with { QuantileScore = 5 } };
        var result = Pay(ledger, 1000);
        Assert.Equal(EmissionsError.NothingToCompute, result.Failure!.Reason);
        Assert.Equal("r", result.ReputerScoring!.Coefficients.Single().Worker);
        Assert.True(result.Ledger.Inferers.QuantileScore.IsZero && result.InfererScores.IsEmpty && result.Split is null);
    }

    [Fact]
    public void An_inferer_without_a_one_out_loss_has_no_score_and_no_reward()
    {
        var bundle = Bundle([new("a", -3), new("b", -4), new("c", -5)]) with { OneOutInferers = [new("a", -2), new("b", -2)] };
        var result = Pay(ReputerClose.Run(TopicLedger.Empty, 10, [new ReputerLosses("r", 10_000, bundle)], Topic, Parameters).Ledger, 1000);
        Assert.Equal(["a", "b"], result.InfererRewards.Select(static one => one.Worker));
        Assert.True(result.Ledger.Regrets.Inferer.ContainsKey("c"));
    }

    [Fact]
    public void Small_differences_of_scores_make_equal_fractions()
    {
        var fractions = RewardFractions.Workers(
            [new("a", Dec.Parse("0.001")), new("b", Dec.Parse("-0.001"))], [Dec.Parse("0.001"), Dec.Parse("-0.001")], 3, Dec.Parse("0.75"), Dec.Parse("0.01"));
        Assert.Equal(["0.5", "0.5"], fractions.Select(static one => one.Value.Reduced().ToString()));
    }

    [Fact]
    public void Scores_far_below_0_that_differ_little_give_a_fraction_below_0_and_fail()
    {
        // The chain's ln is exact to 6e-35 only, and e^(3 (x - 0.75)) is 2e-36 here. The numbers are those of tests/data/epochs/model.
        WorkerValue[] scores = [new("k", Dec.Parse("-4.3865392610665006290214706387789306")), new("l", Dec.Parse("-4.166786965035622815216341026768255"))];
        var fractions = RewardFractions.Workers([.. scores], [.. scores.Select(static one => one.Value)], 3, Dec.Parse("0.75"), Dec.Parse("0.01"));
        Assert.Equal(
            ["-0.007949981404887080553759375759540691", "1.007949981404887080553759375759540"], fractions.Select(static one => one.Value.ToString()));
        Assert.Equal(EmissionsError.InvalidOperand, Assert.Throws<EmissionsException>(() => TaskEntropy.Compute(fractions, Parameters.BetaEntropy)).Reason);
    }

    [Theory]
    [InlineData("2", "-1", "0.1", "0.176", "0.19")]
    [InlineData("-2", "-1", "0", "0.1", "-0.1")]
    [InlineData("2", "0", "0.9", "0.464", "0.91")]
    [InlineData("0", "0", "0.9", "0.5", "0")]
    [InlineData("3", "2", "3", "0.5", "2.85")]
    public void The_utility_of_forecasting_follows_a_ratio_of_scores(string taskUtility, string best, string previous, string utility, string ratio)
    {
        var (chi, tau) = TaskRewards.ForecastingUtility(Dec.Parse(taskUtility), Dec.Parse(best), Dec.Parse(previous), Dec.Parse("0.1"));
        Assert.Equal((utility, ratio), (chi.Reduced().ToString(), tau.Reduced().ToString()));
    }

    [Fact]
    public void Delegators_get_whole_tokens_and_a_reputer_the_rest()
    {
        var divided = DelegatedRewards.Divide(Dec.Parse("1000.9"), 300, 1000, Dec.Parse("0.5"));
        Assert.Equal(("300", "700.9", "1.5"), (((Dec)divided.Delegators).ToString(), divided.Reputer.ToString(), divided.RewardPerShare.Reduced().ToString()));
        Assert.Equal("0.5", DelegatedRewards.Divide(Dec.Parse("0.9"), 300, 1000, Dec.Parse("0.5")).RewardPerShare.ToString());
        Assert.Equal("140.0", DelegatedRewards.Pending(100, Dec.Parse("1.5"), 10).ToString());
    }

    [Fact]
    public void A_treasury_that_is_too_small_is_divided_by_weight_and_length()
    {
        Assert.Equal(["10"], TopicWeights.Rewards([(5, 12)], 5, 1000, 10).Select(static reward => reward.ToString()));
        Assert.Equal(["2.5", "7.5"], TopicWeights.Rewards([(1, 12), (3, 12)], 4, 1000, 10).Select(static reward => reward.Reduced().ToString()));
        Assert.Equal(["3000", "9000"], TopicWeights.Rewards([(1, 12), (3, 12)], 4, 1000, 100_000).Select(static reward => reward.Reduced().ToString()));
    }

    [Fact]
    public void Without_revenue_a_topic_weighs_nothing() =>
        Assert.True(TopicWeights.Compute(BigInteger.Pow(10, 20), 0, 12, 5, Parameters).IsZero);

    [Fact]
    public void Records_go_three_epochs_before_the_oldest_open_nonce()
    {
        Assert.Equal(51, TopicLedger.PruneBound(87, null, 12, Parameters));
        Assert.Equal(63, TopicLedger.PruneBound(87, 99, 12, Parameters));
        Assert.Equal(0, TopicLedger.PruneBound(10, null, 12, Parameters));
        var pruned = (TopicLedger.Empty with { NetworkLosses = TopicLedger.Empty.NetworkLosses.Add(5, Bundle([])).Add(17, Bundle([])) }).Prune(5);
        Assert.Equal([17], pruned.NetworkLosses.Keys);
    }

    [Fact]
    public void Numbers_in_events_are_clamped_on_v10()
    {
        Assert.Equal("0." + new string('0', 39) + "1", EventValues.Clamp(Dec.Parse("3E-60")).ToString());
        Assert.Equal("-1" + new string('0', 40), EventValues.Clamp(Dec.Parse("-3E+60")).ToString());
        Assert.True(EventValues.Clamp(Dec.Zero).IsZero && EventValues.Clamp(Dec.NaN).IsNaN);
        Assert.Equal("1.50", EventValues.Clamp(Dec.Parse("1.50")).ToString());
    }

    private static RewardDistributionResult Pay(TopicLedger ledger, Dec reward) =>
        RewardDistribution.Run(ledger, 10, reward, static _ => 10_000, Topic, Parameters);

    private static LossBundle Bundle(ImmutableArray<WorkerValue> inferers) => new() { Combined = -3, Naive = -3, Inferers = inferers };

    private static HashSet<string> Set(params string[] names) => [.. names];
}
