using Allora.Cli.Running;

namespace Allora.Cli.Plots;

/// <summary>The range of windows: the newest of a count, or those that opened between two heights.</summary>
internal sealed record LifecycleRange(int Most, long From, long? To)
{
    public const int Default = 24;
    public const int Limit = 500;

    /// <exception cref="UsageException">The options contradict each other.</exception>
    public static LifecycleRange Of(int? windows, string? blocks)
    {
        if (windows is not null && blocks is not null)
            throw new UsageException("give --windows or --blocks, one of the two");
        if (windows is < 1 or > Limit)
            throw new UsageException($"--windows must be between 1 and {Limit}");
        if (blocks is null)
            return new LifecycleRange(windows ?? Default, 1, null);
        var ends = blocks.Split('-', StringSplitOptions.TrimEntries);
        return ends.Length == 2
            && long.TryParse(ends[0], out var from) && from > 0
            && (ends[1].Length == 0 || (long.TryParse(ends[1], out var last) && last >= from))
                ? new LifecycleRange(Limit, from, ends[1].Length == 0 ? null : long.Parse(ends[1], System.Globalization.CultureInfo.InvariantCulture))
                : throw new UsageException($"--blocks must be two heights such as 1000-2000, or 1000- for all since, not \"{blocks}\"");
    }
}
