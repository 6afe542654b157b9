namespace Allora.Sdk.Workers.Nonces;

/// <summary>
/// The nonces of one role in one topic that have their fate. Only the newest are kept one by one: nonces are heights, so what is older than
/// all of them was settled, or closed long ago.
/// </summary>
internal sealed class SettledNonces
{
    private const int Kept = 64;

    private readonly SortedSet<long> _newest = [];

    public bool Contains(long nonce) => _newest.Contains(nonce) || (_newest.Count == Kept && nonce < _newest.Min);

    /// <summary>False where it was settled before.</summary>
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
