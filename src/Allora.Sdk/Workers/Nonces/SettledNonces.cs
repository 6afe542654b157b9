namespace Allora.Sdk.Workers.Nonces;

/// <summary>
/// The settled nonces of one role in one topic. Only the newest are kept one by one: nonces are heights, so any older one
/// was settled, or closed long ago.
/// </summary>
internal sealed class SettledNonces
{
    private const int Kept = 64;

    private readonly SortedSet<long> _newest = [];

    public bool Contains(long nonce) => _newest.Contains(nonce) || (_newest.Count == Kept && nonce < _newest.Min);

    /// <summary>False if it was settled before.</summary>
    public bool Add(long nonce)
    {
        if (Contains(nonce))
            return false;
        _newest.Add(nonce);
        if (_newest.Count > Kept)
            _newest.Remove(_newest.Min);
        return true;
    }
}
