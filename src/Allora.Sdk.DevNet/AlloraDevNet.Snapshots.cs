using Allora.Sdk.DevNet.Engine;

namespace Allora.Sdk.DevNet;

/// <summary>Going back to what was.</summary>
public sealed partial class AlloraDevNet
{
    /// <summary>The state after the newest block. It costs nothing to take and to keep: what later blocks leave unchanged is shared.</summary>
    public Task<DevNetSnapshot> TakeSnapshotAsync(CancellationToken cancellationToken = default) =>
        _loop.BetweenBlocksAsync(_engine.Snapshot, cancellationToken);

    /// <summary>
    /// Goes back to a snapshot of this chain: later blocks are gone, the mempool is empty, and the next block follows the snapshot's.
    /// Clients see heights go back, as with a chain that was reset. Throws <see cref="ArgumentException"/> for another chain's snapshot.
    /// </summary>
    public async Task RestoreAsync(DevNetSnapshot snapshot, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        await _loop.BetweenBlocksAsync(
            () =>
            {
                _engine.Restore(snapshot.Of(ChainId));
                foreach (var node in _nodes)
                    node.Rewind(snapshot.Height);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        Tell("restored");
    }
}
