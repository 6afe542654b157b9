using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.State;

namespace Allora.Sdk.DevNet.Engine;

/// <summary>
/// The whole state of a chain after one of its blocks: taken by AlloraDevNet.TakeSnapshotAsync, gone back to by AlloraDevNet.RestoreAsync, or what
/// another DevNet continues from. What waited in the mempool is not in it.
/// </summary>
public sealed class DevNetSnapshot
{
    internal DevNetSnapshot(ChainState state, CommittedBlock? block)
    {
        State = state;
        Block = block;
    }

    /// <summary>The chain's id.</summary>
    public string ChainId => State.ChainId;

    /// <summary>The block after which it was taken.</summary>
    public long Height => State.Height;

    /// <summary>The chain's time at that block.</summary>
    public DateTimeOffset Time => State.Time;

    internal ChainState State { get; }

    internal CommittedBlock? Block { get; }

    /// <summary>Itself, if it is of that chain.</summary>
    internal DevNetSnapshot Of(string chainId) => ChainId == chainId
        ? this
        : throw new ArgumentException($"the snapshot is of the chain \"{ChainId}\", and this chain is \"{chainId}\"");
}
