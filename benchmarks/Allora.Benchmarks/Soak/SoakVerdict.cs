using Allora.Benchmarks.Scale;

namespace Allora.Benchmarks.Soak;

/// <summary>Flat or not: medians of the third and the last quarter are compared, since caches and code warm up in the first half.</summary>
internal static class SoakVerdict
{
    private const double AllowedGrowth = 1.10;
    private const double ManagedSlack = 512 * 1024;
    private const int AllowedMore = 8;

    public static bool Of(IReadOnlyList<ProcessReading> readings)
    {
        var quarter = Math.Max(1, readings.Count / 4);
        var third = readings.Skip(readings.Count - (2 * quarter)).Take(quarter).ToList();
        var last = readings.TakeLast(quarter).ToList();
        var resident = (double)Median(last, r => r.Resident) / Median(third, r => r.Resident);
        var (managedBefore, managedAfter) = (Median(third, r => r.Managed), Median(last, r => r.Managed));
        var (handles, threads) = (Median(last, r => r.Handles) - Median(third, r => r.Handles), Median(last, r => r.Threads) - Median(third, r => r.Threads));
        var isFlat = resident <= AllowedGrowth && managedAfter <= (managedBefore * AllowedGrowth) + ManagedSlack && handles <= AllowedMore && threads <= AllowedMore;
        SoakCommand.Say($"last quarter against the one before: RSS x{resident:F3}, managed x{(double)managedAfter / managedBefore:F3}, handles {handles:+0;-0;0}, threads {threads:+0;-0;0}: {(isFlat ? "flat" : "GREW")}");
        return isFlat;
    }

    private static long Median(List<ProcessReading> readings, Func<ProcessReading, long> of) => readings.Select(of).Order().ElementAt(readings.Count / 2);
}
