using System.Collections.Concurrent;

namespace Allora.Sdk.Roles;

/// <summary>Keeps the newest truths of one wallet and topic, for as long as the process runs.</summary>
internal class TruthMemory : ITruthMemory
{
    // Windows last an epoch: only a few nonces are open at once.
    private const int Kept = 64;

    private readonly ConcurrentDictionary<long, GroundTruth> _truths = [];

    public GroundTruth? Recall(ulong topicId, long nonce) => _truths.GetValueOrDefault(nonce) ?? FromBefore(topicId, nonce);

    public virtual ValueTask RememberAsync(ulong topicId, long nonce, GroundTruth truth)
    {
        _truths[nonce] = truth;
        if (_truths.Count > Kept)
            _truths.TryRemove(_truths.Keys.Min(), out _);
        return ValueTask.CompletedTask;
    }

    /// <summary>The truths of an earlier process.</summary>
    protected virtual GroundTruth? FromBefore(ulong topicId, long nonce) => null;
}
