namespace Allora.Sdk.Dashboard.History;

/// <summary>The windows of one worker by nonce, the newest of them up to a capacity. Safe for any number of callers.</summary>
internal sealed class WindowLane(int capacity)
{
    private readonly Lock _lock = new();
    private readonly SortedList<long, (WindowRecord Record, long Version)> _windows = [];
    private long _version;
    private long _read;

    /// <summary>Counts changes.</summary>
    public long Version
    {
        get
        {
            lock (_lock)
                return _version;
        }
    }

    /// <summary>How many windows were read so far: the work of showing them.</summary>
    public long WindowsRead => Interlocked.Read(ref _read);

    /// <summary>Adds a window or replaces it. If the lane is full, the lowest nonce leaves it.</summary>
    public void Change(long nonce, Func<WindowRecord?, WindowRecord?> change)
    {
        lock (_lock)
        {
            var known = _windows.TryGetValue(nonce, out var found);
            if (change(known ? found.Record : null) is not { } changed || (!known && _windows.Count == capacity && nonce < _windows.Keys[0]))
                return;
            _windows[nonce] = (changed, ++_version);
            if (_windows.Count > capacity)
                _windows.RemoveAt(0);
        }
    }

    /// <summary>The topic of the windows: that of the worker; null before the first.</summary>
    public ulong? TopicId
    {
        get
        {
            lock (_lock)
                return _windows.Count > 0 ? _windows.Values[0].Record.Result.TopicId : null;
        }
    }

    public WindowRecord? Find(long nonce)
    {
        lock (_lock)
            return _windows.TryGetValue(nonce, out var found) ? found.Record : null;
    }

    /// <summary>The newest windows, the highest nonce first.</summary>
    public IReadOnlyList<WindowRecord> Newest(int most) => Changed(0, most).Windows;

    /// <summary>Those of the newest windows that have changed since a version, the highest nonce first.</summary>
    public (IReadOnlyList<WindowRecord> Windows, long Version) Changed(long since, int most)
    {
        lock (_lock)
        {
            var changed = new List<WindowRecord>();
            var last = Math.Max(0, _windows.Count - most);
            for (var i = _windows.Count - 1; i >= last; i--)
            {
                var (record, version) = _windows.Values[i];
                if (version > since)
                    changed.Add(record);
            }

            Interlocked.Add(ref _read, _windows.Count - last);
            return (changed, _version);
        }
    }

    /// <summary>Windows of a choice, the highest nonce first.</summary>
    public IReadOnlyList<WindowRecord> Read(WindowFilter filter)
    {
        lock (_lock)
        {
            var read = new List<WindowRecord>();
            for (var i = NotAbove(filter.AfterNonce); i >= 0 && read.Count < filter.Limit; i--)
            {
                Interlocked.Increment(ref _read);
                if (_windows.Values[i].Record is var record && filter.Matches(record))
                    read.Add(record);
            }

            return read;
        }
    }

    // The index of the highest nonce up to a limit.
    private int NotAbove(long? limit)
    {
        if (limit is not { } nonce)
            return _windows.Count - 1;
        var (low, high) = (0, _windows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_windows.Keys[middle] <= nonce)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
