namespace Allora.Sdk.Events;

/// <summary>The usual time between blocks, as the sockets of a stream have heard them.</summary>
internal sealed class BlockPace(TimeProvider time)
{
    private long _last;

    /// <summary>The average, newer blocks counting more; zero before the second block.</summary>
    public TimeSpan Usual { get; private set; }

    /// <summary>A connection begins: the time since the one before says nothing.</summary>
    public void Restart() => _last = 0;

    public void Heard()
    {
        var now = time.GetTimestamp();
        if (_last != 0)
        {
            var gap = time.GetElapsedTime(_last, now);
            Usual = Usual == TimeSpan.Zero ? gap : Usual + ((gap - Usual) / 4);
        }

        _last = now;
    }
}
