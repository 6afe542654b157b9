using System.Collections.Immutable;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Scores;

/// <summary>Scores and listening coefficients of a nonce's reputers.</summary>
/// <param name="Scores">The scores, ascending by address.</param>
/// <param name="Coefficients">The listening coefficients after the ascent, ascending by address.</param>
/// <param name="Iterations">Iterations of the ascent.</param>
public sealed record ReputerScoring(ImmutableArray<WorkerValue> Scores, ImmutableArray<WorkerValue> Coefficients, int Iterations);

/// <summary>
/// Reputers' scores: how near a reputer's losses are to the consensus, with listening coefficients that a gradient ascent on the
/// stake-weighted scores adjusts. (Specification 5.4.)
/// </summary>
public static class ReputerScores
{
    private static readonly Dec Delta = Dec.Parse("0.001");

    /// <summary>Computes scores and coefficients.</summary>
    /// <param name="reputers">The bundles of the nonce with the stakes of now.</param>
    /// <param name="coefficients">The stored listening coefficient of a reputer, 1 without one.</param>
    /// <param name="parameters">The module's parameters.</param>
    /// <exception cref="EmissionsException">There is no reputer, or an entry that only reputers with coefficient 0 reported.</exception>
    public static ReputerScoring Compute(IReadOnlyList<ReputerLosses> reputers, Func<string, Dec> coefficients, EmissionsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(reputers);
        ArgumentNullException.ThrowIfNull(coefficients);
        ArgumentNullException.ThrowIfNull(parameters);
        if (reputers.Count == 0)
            throw new EmissionsException(EmissionsError.NothingToCompute, "No reputer reported losses.");
        if (parameters.GradientDescentMaxIters == 0)
            throw new EmissionsException(EmissionsError.NothingToCompute, "gradient_descent_max_iters is 0: no iteration computes scores.");
        var sorted = reputers.OrderBy(static one => one.Reputer, StringComparer.Ordinal).ToArray();
        var listening = Array.ConvertAll(sorted, one => coefficients(one.Reputer));
        if (Array.TrueForAll(listening, static coefficient => coefficient.IsZero))
            listening = Array.ConvertAll(listening, coefficient => Dec.Max(coefficient, parameters.EpsilonReputer));
        var (scores, final, iterations) = Ascend(new Consensus(sorted, parameters), listening, parameters);
        return new ReputerScoring(
            [.. sorted.Select((one, i) => new WorkerValue(one.Reputer, scores[i]))],
            [.. sorted.Select((one, i) => new WorkerValue(one.Reputer, final[i]))],
            iterations);
    }

    private static (Dec[] Scores, Dec[] Coefficients, int Iterations) Ascend(Consensus consensus, Dec[] listening, EmissionsParameters parameters)
    {
        var scores = Array.Empty<Dec>();
        var gradient = Dec.One;
        var iterations = 0;
        var last = false;
        while (!last && gradient >= parameters.MaxGradientThreshold && (ulong)iterations < parameters.GradientDescentMaxIters)
        {
            scores = consensus.Scores(listening);
            var target = consensus.Target(scores);
            var moved = new Dec[listening.Length];
            for (var m = 0; m < listening.Length; m++)
            {
                var step = listening[m] == Dec.One ? -Delta : Delta;
                var changed = (Dec[])listening.Clone();
                changed[m] += step;
                var slope = (Dec.One - (target / consensus.Target(consensus.Scores(changed)))) / step;
                moved[m] = Clamp(listening[m] + (parameters.LearningRate * slope));
            }

            var (before, after) = (consensus.StakeFraction(listening), consensus.StakeFraction(moved));
            if (after < parameters.MinStakeFraction)
            {
                last = after == before;
                moved = last ? listening : Array.ConvertAll([.. Enumerable.Range(0, moved.Length)], m =>
                    listening[m] + ((moved[m] - listening[m]) * (parameters.MinStakeFraction - before) / (after - before)));
            }

            gradient = Dec.Zero;
            for (var m = 0; m < moved.Length; m++)
                gradient = Dec.Max(gradient, (moved[m] - listening[m]).Abs());
            gradient /= parameters.LearningRate;
            listening = moved;
            iterations++;
        }

        return (scores, listening, iterations);
    }

    private static Dec Clamp(Dec value) => value >= Dec.One ? Dec.One : value.Sign <= 0 ? Dec.Zero : value;
}
