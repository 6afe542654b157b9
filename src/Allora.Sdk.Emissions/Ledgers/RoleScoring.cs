using System.Collections.Immutable;
using System.Numerics;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Scores;
using Allora.Sdk.Emissions.Sortition;

namespace Allora.Sdk.Emissions.Ledgers;

/// <summary>The scores of each role, written to the ledger role by role: a later role that fails does not undo an earlier one.</summary>
internal static class RoleScoring
{
    public static void Reputers(
        ref RewardDistributionResult result, long nonce, Func<string, BigInteger> stake, TopicParameters topic, EmissionsParameters parameters)
    {
        var ledger = result.Ledger;
        var losses = ledger.ReputerLosses.GetValueOrDefault(nonce, []);
        var scoring = ReputerScores.Compute(
            [.. losses.Select(one => one with { Stake = stake(one.Reputer) })],
            reputer => ledger.ListeningCoefficients.GetValueOrDefault(reputer, Dec.One),
            parameters);
        var ema = EmaScoreUpdate.Apply(
            WithScores(ledger.Reputers, nonce, scoring.Scores),
            scoring.Scores,
            topic.MeritSortitionAlpha,
            topic.ActiveReputerQuantile,
            parameters.LambdaInitialScore);
        result = result with
        {
            ReputerScoring = scoring,
            ReputerEmaScores = ema.EmaScores,
            Ledger = ledger with
            {
                Reputers = ema.Ledger,
                ListeningCoefficients = ledger.ListeningCoefficients.SetItems(
                    scoring.Coefficients.Select(static one => KeyValuePair.Create(one.Worker, one.Value))),
            },
        };
    }

    public static void Inferers(ref RewardDistributionResult result, long nonce, TopicParameters topic, EmissionsParameters parameters)
    {
        var losses = result.Ledger.NetworkLosses[nonce];
        var scores = WorkerScores.Inferers(losses);
        var ema = Update(result.Ledger.Inferers, nonce, scores, losses.Inferers.Length == 1, topic, topic.ActiveInfererQuantile, parameters);
        result = result with { InfererScores = scores, InfererEmaScores = ema.EmaScores, Ledger = result.Ledger with { Inferers = ema.Ledger } };
    }

    public static void Forecasters(ref RewardDistributionResult result, long nonce, TopicParameters topic, EmissionsParameters parameters)
    {
        var losses = result.Ledger.NetworkLosses[nonce];
        var scores = WorkerScores.Forecasters(losses);
        var ema = Update(
            result.Ledger.Forecasters, nonce, scores, losses.Forecasters.Length == 1, topic, topic.ActiveForecasterQuantile, parameters);
        result = result with { ForecasterScores = scores, ForecasterEmaScores = ema.EmaScores, Ledger = result.Ledger with { Forecasters = ema.Ledger } };
    }

    /// <summary>A single actor of a role scores 0, and its average, the quantile and the initial score stay.</summary>
    private static EmaScoreResult Update(
        RoleLedger part, long nonce, ImmutableArray<WorkerValue> scores, bool isSingle, TopicParameters topic, Dec quantile, EmissionsParameters parameters)
    {
        part = WithScores(part, nonce, scores);
        return isSingle
            ? new EmaScoreResult(part, [])
            : EmaScoreUpdate.Apply(part, scores, topic.MeritSortitionAlpha, quantile, parameters.LambdaInitialScore);
    }

    private static RoleLedger WithScores(RoleLedger part, long nonce, ImmutableArray<WorkerValue> scores) =>
        scores.Length == 0 ? part : part with { ScoresByNonce = part.ScoresByNonce.SetItem(nonce, scores) };
}
