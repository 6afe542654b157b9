using System.Collections.Concurrent;

namespace Allora.Sdk.Dashboard.Feed;

/// <summary>When each chain's height last rose, as seen by those who look.</summary>
internal sealed class BlockWatch(TimeProvider time)
{
    private readonly ConcurrentDictionary<AlloraClient, (long Height, long At)> _seen = new();

    /// <summary>The newest height, and the time since it was first seen.</summary>
    public (long Height, TimeSpan Since) Look(AlloraClient client)
    {
        var height = client.LatestHeight;
        var now = time.GetTimestamp();
        var (known, at) = _seen.AddOrUpdate(client, (height, now), (_, last) => last.Height == height ? last : (height, now));
        return (known, time.GetElapsedTime(at, now));
    }
}
