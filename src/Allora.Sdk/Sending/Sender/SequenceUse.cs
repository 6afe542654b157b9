using Allora.Sdk.Chain;

namespace Allora.Sdk.Sending.Sender;

/// <summary>
/// Whether a sequence was used by something other than the bytes that were signed with it. The account shows that it is used; after two more
/// blocks without the bytes they are considered unused, since an index lags behind its blocks, and a node behind others.
/// </summary>
internal sealed class SequenceUse(ulong sequence)
{
    private const long BlocksForIndex = 2;

    private long? _usedAt;

    /// <summary>Takes a node's state of the account; true if the bytes, still in no block that can be queried, can never be in one.</summary>
    public bool IsTakenBySomethingElse(AccountState state)
    {
        if (state.Sequence <= sequence)
            return false;
        _usedAt ??= state.Height;
        return state.Height >= _usedAt + BlocksForIndex;
    }
}
