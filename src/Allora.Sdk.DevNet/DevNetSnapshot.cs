using Allora.Sdk.DevNet.Chain;
using Allora.Sdk.DevNet.Chain.State;

namespace Allora.Sdk.DevNet;

/// <summary>
/// The whole state of a chain after one of its blocks: taken by DevNet.TakeSnapshotAsync, gone back to by DevNet.RestoreAsync, or what
/// another DevNet starts from (<see cref="DevNetOptions.Snapshot"/>). What waited in the mempool is not in it.
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
