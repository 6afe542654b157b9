using System.Diagnostics;

namespace Topic67.Forecasting.Tests.Speed;

/// <summary>Times of short operations on a machine that others use too: the best batch counts, so a busy neighbour cannot fail a test.</summary>
internal static class Stopwatches
{
    public static double BestMicroseconds(int batches, int perBatch, Action operation)
    {
        var best = double.MaxValue;
        for (var batch = 0; batch < batches; batch++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < perBatch; i++)
                operation();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMicroseconds / perBatch);
        }

        return best;
    }
}
