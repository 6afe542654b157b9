namespace Allora.Sdk.DevNet.Engine;

/// <summary>Transactions that wait for a block, in their order, and a cache of what was seen lately.</summary>
internal sealed class Mempool(int capacity)
{
    private const int CacheSize = 10_000;

    private readonly List<PendingTx> _pending = [];
    private readonly HashSet<string> _cache = new(StringComparer.Ordinal);
    private readonly Queue<string> _cacheOrder = new();

    public IReadOnlyList<PendingTx> Pending => _pending;

    public bool IsFull => _pending.Count >= capacity;

    public long TotalBytes => _pending.Sum(static tx => (long)tx.Bytes.Length);

    /// <summary>False when these bytes are known already.</summary>
    public bool TryRemember(string hash)
    {
        if (!_cache.Add(hash))
            return false;
        _cacheOrder.Enqueue(hash);
        if (_cacheOrder.Count > CacheSize)
            _cache.Remove(_cacheOrder.Dequeue());
        return true;
    }

    /// <summary>What was refused may be tried again.</summary>
    public void Forget(string hash) => _cache.Remove(hash);

    public void Add(PendingTx tx) => _pending.Add(tx);

    public void Remove(PendingTx tx) => _pending.Remove(tx);

    /// <summary>Takes anything again, also what was included once.</summary>
    public void ForgetAll()
    {
        _cache.Clear();
        _cacheOrder.Clear();
    }

    public void Clear()
    {
        foreach (var tx in _pending)
            Forget(tx.Hash);
        _pending.Clear();
    }
}
