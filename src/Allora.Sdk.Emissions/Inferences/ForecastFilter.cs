using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Inferences;

/// <summary>Which elements of a forecast count. (Specification 5.6 and 7.2.)</summary>
public static class ForecastFilter
{
    /// <summary>
    /// At submission: at most so many elements, about the inferers with the largest EMA scores, and the first for each inferer. The chain
    /// breaks ties of scores with a seeded generator of its own; here the element submitted earlier is kept.
    /// </summary>
    /// <param name="elements">The elements in the order submitted.</param>
    /// <param name="score">The stored EMA score of an inferer.</param>
    /// <param name="limit">max_elements_per_forecast.</param>
    /// <returns>The elements that are kept, in the order submitted.</returns>
    public static ImmutableArray<ForecastElement> Submitted(ImmutableArray<ForecastElement> elements, Func<string, Dec> score, ulong limit)
    {
        ArgumentNullException.ThrowIfNull(score);
        if ((ulong)elements.Length > limit)
        {
            var best = elements.Select(element => element.Inferer).Distinct(StringComparer.Ordinal)
                .OrderByDescending(score).Take((int)limit).ToHashSet(StringComparer.Ordinal);
            elements = [.. elements.Where(element => best.Contains(element.Inferer))];
        }

        return [.. elements.DistinctBy(static element => element.Inferer)];
    }

    /// <summary>At the close of the window: only elements about inferers that took part; forecasts without one are dropped.</summary>
    /// <param name="forecasts">The active forecasters' forecasts.</param>
    /// <param name="inferers">The inferers that took part.</param>
    public static ImmutableArray<WorkerForecast> Committed(ImmutableArray<WorkerForecast> forecasts, IReadOnlySet<string> inferers)
    {
        ArgumentNullException.ThrowIfNull(inferers);
        return
        [
            .. forecasts
                .Select(forecast => forecast with { Elements = [.. forecast.Elements.Where(element => inferers.Contains(element.Inferer))] })
                .Where(static forecast => forecast.Elements.Length > 0)
                .OrderBy(static forecast => forecast.Forecaster, StringComparer.Ordinal),
        ];
    }
}
