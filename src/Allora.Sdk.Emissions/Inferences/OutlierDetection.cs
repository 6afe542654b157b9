using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Inferences;

/// <summary>What a SINGLE topic remembers to find outliers; 0 and 0 at first.</summary>
/// <param name="Median">The median of the last nonce's inferences.</param>
/// <param name="Mad">The moving average of the inferences' median absolute deviation.</param>
public readonly record struct OutlierStatistics(Dec Median, Dec Mad);

/// <summary>The filter in front of the outlier-resistant inference. (Specification 2.6.)</summary>
public static class OutlierDetection
{
    /// <summary>
    /// The statistics after a nonce: the median of its inferences, and their MAD or, if one is stored, EMA(inference_outlier_detection_alpha,
    /// MAD, stored).
    /// </summary>
    /// <param name="stored">The statistics before.</param>
    /// <param name="inferences">The committed inferences, one value each.</param>
    /// <param name="alpha">inference_outlier_detection_alpha.</param>
    public static OutlierStatistics Update(OutlierStatistics stored, IReadOnlyList<Dec> inferences, Dec alpha)
    {
        var mad = DecStatistics.MedianAbsoluteDeviation(inferences);
        return new OutlierStatistics(
            DecStatistics.Median(inferences),
            stored.Mad.IsZero ? mad : DecStatistics.MovingAverage(alpha, mad, stored.Mad));
    }

    /// <summary>The inferences with |v - median| at most threshold * mad; all of them if median or mad is 0.</summary>
    /// <param name="statistics">The statistics after <see cref="Update"/>.</param>
    /// <param name="inferences">The committed inferences.</param>
    /// <param name="threshold">inference_outlier_detection_threshold.</param>
    public static ImmutableArray<WorkerValues> Keep(OutlierStatistics statistics, ImmutableArray<WorkerValues> inferences, Dec threshold)
    {
        if (statistics.Median.IsZero || statistics.Mad.IsZero)
            return inferences;
        var limit = threshold * statistics.Mad;
        return [.. inferences.Where(one => (one.Values[0] - statistics.Median).Abs() <= limit)];
    }
}
