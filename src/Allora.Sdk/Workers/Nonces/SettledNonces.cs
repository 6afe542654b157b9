namespace Allora.Sdk.Workers.Nonces;

/// <summary>
/// The settled nonces of one role in one topic, the last ones. A nonce that is not among them may be answered: what its number is compared with
/// others shows nothing, since a node may have invented those, or the chain was restarted.
/// </summary>
internal sealed class SettledNonces
{
    private const int Kept = 256;

    private readonly HashSet<long> _nonces = [];
    private readonly Queue<long> _order = [];

    /// <summary>The highest of them; 0 if there are none.</summary>
    public long Highest => _nonces.Count == 0 ? 0 : _nonces.Max();

    public bool Contains(long nonce) => _nonces.Contains(nonce);

    /// <summary>False if it was settled before.</summary>
    public bool Add(long nonce)
    {
        if (!_nonces.Add(nonce))
            return false;
        _order.Enqueue(nonce);
        if (_order.Count > Kept)
            _nonces.Remove(_order.Dequeue());
        return true;
    }

    /// <summary>Forgets those above a height.</summary>
    public void ForgetAbove(long height)
    {
        var kept = _order.Where(nonce => nonce <= height).ToList();
        _order.Clear();
        _nonces.Clear();
        foreach (var nonce in kept)
            Add(nonce);
    }
}
