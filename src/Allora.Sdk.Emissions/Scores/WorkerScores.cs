using System.Collections.Immutable;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Scores;

/// <summary>The scores of inferers and forecasters from the network's losses of a nonce. (Specification 5.1 to 5.3.)</summary>
public static class WorkerScores
{
    /// <summary>
    /// Inferers: T_j = loss with j withheld, less the combined loss. A single inferer scores 0; inferers without a one-out entry have no
    /// score.
    /// </summary>
    /// <param name="losses">The network's losses.</param>
    public static ImmutableArray<WorkerValue> Inferers(LossBundle losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        return losses.Inferers.Length == 1
            ? [new WorkerValue(losses.Inferers[0].Worker, Dec.Zero)]
            : [.. losses.OneOutInferers.Select(one => new WorkerValue(one.Worker, one.Value - losses.Combined))];
    }

    /// <summary>
    /// Forecasters: T_k = u (naive - one-in_k) + (1 - u) (one-out_k - combined) with u = 1 / 2^(N - 1) for N forecasters; the two lists are
    /// matched by position. A single forecaster scores 0.
    /// </summary>
    /// <param name="losses">The network's losses.</param>
    /// <exception cref="EmissionsException">There are one-out entries without a one-in entry.</exception>
    public static ImmutableArray<WorkerValue> Forecasters(LossBundle losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        if (losses.Forecasters.Length == 0)
            return [];
        if (losses.Forecasters.Length == 1)
            return [new WorkerValue(losses.Forecasters[0].Worker, Dec.Zero)];
        var (oneOut, oneIn) = (losses.OneOutForecasters, losses.OneInForecasters);
        if (oneIn.Length < oneOut.Length)
            throw new EmissionsException(EmissionsError.NothingToCompute, "A forecaster has a one-out loss but no one-in loss.");
        if (oneOut.Length == 0)
            return [];
        var share = Dec.One / DecMath.Pow(2, oneOut.Length - 1);
        return
        [
            .. oneOut.Select((one, i) => new WorkerValue(
                one.Worker,
                (share * (losses.Naive - oneIn[i].Value)) + ((Dec.One - share) * (one.Value - losses.Combined)))),
        ];
    }

    /// <summary>The use of forecasting as such: T_F = naive loss less combined loss.</summary>
    /// <param name="losses">The network's losses.</param>
    public static Dec ForecastTaskUtility(LossBundle losses)
    {
        ArgumentNullException.ThrowIfNull(losses);
        return losses.Naive - losses.Combined;
    }
}
