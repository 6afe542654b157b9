namespace Allora.Sdk.Chain.Transport;

/// <summary>
/// The chain's height by the claims of nodes, some of which may be wrong. Claims that follow each other at the pace of blocks form a track; one
/// that is out of step begins another. The oldest track counts while it is confirmed; if it is not any more, the one that was confirmed last
/// takes over, even if it is lower: after a claim from the future, and on a chain that was restarted.
/// </summary>
internal sealed class HeightTracks(TimeProvider time, Func<TimeSpan?> pace)
{
    private const int MostTracks = 4;

    // A node that is this far behind follows the same track.
    private const long Behind = 2;

    // Blocks may come faster than usual, or in a burst after a halt.
    private const double Faster = 2;
    private const long Burst = 2;
    private const long BurstUnmeasured = 8;
    private const double PacesToLive = 4;

    private static readonly TimeSpan FastestPace = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LifeUnmeasured = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly List<Track> _tracks = [];
    private long _height;
    private long _progress;

    /// <summary>The chain's height; 0 before the first claim.</summary>
    public long Height => Volatile.Read(ref _height);

    /// <summary>How many blocks the chain made since the first claim; unlike the height it never falls, and never jumps.</summary>
    public long Progress
    {
        get
        {
            lock (_lock)
                return _progress;
        }
    }

    /// <summary>The lowest height that was claimed recently: for decisions that cost a window if a claim from the future is believed.</summary>
    public long Lowest
    {
        get
        {
            var now = time.GetTimestamp();
            lock (_lock)
                return _tracks.Count == 0 ? 0 : _tracks.Where(track => track == _tracks[0] || IsAlive(track, now)).Min(static track => track.Height);
        }
    }

    /// <summary>Notes a claim. True if <see cref="Height"/> changed.</summary>
    public bool Saw(long height)
    {
        if (height <= 0)
            return false;
        var now = time.GetTimestamp();
        lock (_lock)
        {
            if (_tracks.Find(track => Follows(track, height, now)) is not { } joined)
                Begin(joined = new Track { Height = height, RoseAt = now });
            else
                joined.IsConfirmed = true;
            joined.SeenAt = now;
            if (joined != _tracks[0] && joined.IsConfirmed && !IsAlive(_tracks[0], now))
            {
                _tracks.Remove(joined);
                _tracks.Insert(0, joined);
                _progress++;
            }

            if (height > joined.Height)
            {
                _progress += joined == _tracks[0] ? height - joined.Height : 0;
                (joined.Height, joined.RoseAt) = (height, now);
            }

            // The oldest track may have reached another one, and those that nothing confirms are forgotten.
            var main = _tracks[0];
            _tracks.RemoveAll(track => track != main && (!IsAlive(track, now) || Math.Abs(track.Height - main.Height) <= Behind));
            if (main.Height == _height)
                return false;
            Volatile.Write(ref _height, main.Height);
            return true;
        }
    }

    /// <summary>The height if it is not above the chain's; otherwise the chain's.</summary>
    public long Bounded(long height) => Height is var known && known > 0 && height > known ? known : height;

    private void Begin(Track track)
    {
        if (_tracks.Count == MostTracks)
            _tracks.Remove(_tracks.Skip(1).MinBy(static one => one.SeenAt)!);
        _tracks.Add(track);
    }

    private bool Follows(Track track, long height, long now)
    {
        if (height <= track.Height)
            return height >= track.Height - Behind;
        var usual = pace();
        var interval = usual is { } measured && measured > FastestPace ? measured : FastestPace;
        var possible = (usual is null ? BurstUnmeasured : Burst) + (Faster * (time.GetElapsedTime(track.RoseAt, now) / interval));
        return height - track.Height <= possible;
    }

    private bool IsAlive(Track track, long now)
    {
        var life = pace() is { } interval ? interval * PacesToLive : LifeUnmeasured;
        return time.GetElapsedTime(track.SeenAt, now) <= (life < ShortestLife ? ShortestLife : life);
    }

    private sealed class Track
    {
        public long Height;
        public long RoseAt;
        public long SeenAt;
        public bool IsConfirmed;
    }
}
