using Allora.Sdk;
using Allora.Sdk.Encodings;

namespace Allora.Cli.Plots;

/// <summary>
/// Finds windows from the newest back. At the height that the topic's epoch implies, the block's own events show whether a window opened; if not
/// (the topic was inactive, or had another epoch), block after block is searched.
/// </summary>
internal sealed class WindowFinder(BlockBook book, TopicInfo topic, long head)
{
    private const int MostBlocks = 3_000;
    private const int AtOnce = 16;

    private int _looked;

    /// <summary>Why it ended before the range was full, or null.</summary>
    public string? Shortened { get; private set; }

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<(long Nonce, long End)>> FindAsync(LifecycleRange range, Action<double> progress, CancellationToken cancellationToken)
    {
        var found = new List<(long Nonce, long End)>();
        var top = Math.Min(range.To ?? head, head);
        // Blocks above "top" are done; the guess is the highest multiple of the epoch below it.
        var guess = Math.Min(topic.EpochLastEnded, top);
        if (topic.EpochLength > 0 && topic.EpochLastEnded > top)
            guess = topic.EpochLastEnded - ((topic.EpochLastEnded - top + topic.EpochLength - 1) / topic.EpochLength * topic.EpochLength);
        try
        {
            while (found.Count < range.Most && top >= range.From)
            {
                var window = guess >= range.From ? await book.OpenedAsync(guess, cancellationToken) : null;
                window ??= await ScanAsync(top, range.From, cancellationToken);
                if (window is not { } next)
                    break;
                found.Add(next);
                top = next.Nonce - 1;
                guess = next.Nonce - topic.EpochLength;
                progress((double)found.Count / range.Most);
            }
        }
        catch (AlloraException gone) when (found.Count > 0)
        {
            Shortened = $"the node returned nothing for blocks below {top + 1}: {gone.Message}";
        }

        found.Reverse();
        return found;
    }

    // Newest first, some blocks in parallel.
    private async Task<(long Nonce, long End)?> ScanAsync(long from, long lowest, CancellationToken cancellationToken)
    {
        for (var high = from; high >= lowest; high -= AtOnce)
        {
            if (_looked >= MostBlocks)
            {
                Shortened = $"no window in {MostBlocks} blocks that were searched, down to {high + 1}; give --blocks for older ones";
                return null;
            }

            var heights = Enumerable.Range(0, (int)Math.Min(AtOnce, high - lowest + 1)).Select(back => high - back).ToList();
            _looked += heights.Count;
            var windows = await Task.WhenAll(heights.Select(height => book.OpenedAsync(height, cancellationToken)));
            if (windows.FirstOrDefault(static window => window is not null) is { } newest)
                return newest;
        }

        return null;
    }
}
