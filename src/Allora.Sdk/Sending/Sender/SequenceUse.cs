using Allora.Sdk.Chain;

namespace Allora.Sdk.Sending.Sender;

/// <summary>
/// Whether a sequence was used by something other than the bytes that were signed with it. The account tells that it is used; that the bytes
/// did not use it is believed after two more blocks without them, since an index lags behind its blocks, and a node behind others.
/// </summary>
internal sealed class SequenceUse(ulong sequence)
{
    private const long BlocksForIndex = 2;

    private long? _usedAt;

    /// <summary>Takes the account as a node has it; true where the bytes, still in no block that can be asked, can never be in one.</summary>
    public bool IsTakenBySomethingElse(AccountState state)
    {
        if (state.Sequence <= sequence)
            return false;
        _usedAt ??= state.Height;
        return state.Height >= _usedAt + BlocksForIndex;
    }
}
