using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Options;

namespace Allora.Sdk.DevNet;

/// <summary>Upgrades as on a real chain, whose nodes are away in between.</summary>
public sealed partial class AlloraDevNet
{
    /// <summary>
    /// Upgrades the chain to the other schema in the manner of a real one: once the block before <paramref name="height"/> is made, every
    /// node stops; after <paramref name="downtime"/> all come back on their addresses with the other version, which makes the block of that
    /// height itself. Heights before it are served under the new schema. The task ends when the nodes are back; on cancellation before
    /// the height is reached, nothing has happened.
    /// </summary>
    /// <param name="height">The first block of the other version: above <see cref="Height"/>.</param>
    /// <param name="downtime">How long no node answers, by <see cref="DevNetOptions.TimeProvider"/>. At least 0.</param>
    /// <param name="loseMempool">Whether pending transactions are lost, as when nodes restart without a stored mempool. Default true.</param>
    /// <param name="cancellationToken">Cancels the wait for the height.</param>
    /// <exception cref="ArgumentOutOfRangeException">The height has been reached, or the downtime is negative.</exception>
    public async Task UpgradeAsync(long height, TimeSpan downtime, bool loseMempool = true, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(downtime.Ticks, nameof(downtime));
        await StopBeforeAsync(height, cancellationToken).ConfigureAwait(false);
        Tell("upgrading");
        foreach (var node in _nodes)
            await node.StopAsync().ConfigureAwait(false);
        // From here on the nodes have to come back, whoever stops waiting.
        await Task.Delay(downtime, _time, CancellationToken.None).ConfigureAwait(false);
        if (loseMempool)
            LoseMempool();
        _engine.Change((controls, state) =>
        {
            controls.Counts = controls.Counts with { Upgrades = controls.Counts.Upgrades + 1 };
            controls.Halted = false;
            return (state with { Schema = state.Schema == DevNetSchema.V9 ? DevNetSchema.V10 : DevNetSchema.V9 }, true);
        });
        foreach (var node in _nodes)
            await node.StartAsync(CancellationToken.None).ConfigureAwait(false);
        Tell("upgraded");
    }

    /// <summary>Makes no block from that height on; ends once the one before it is made.</summary>
    private async Task StopBeforeAsync(long height, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Stop(CommittedBlock block)
        {
            if (block.Height != height - 1)
                return;
            // In the block's own turn, so that no other block can follow.
            _engine.Change((controls, state) => (state, controls.Halted = true));
            reached.TrySetResult();
        }

        _engine.Committing += Stop;
        try
        {
            var now = await _loop.BetweenBlocksAsync(() => _engine.Change((controls, state) => (state, (state.Height, Halted: controls.Halted |= state.Height == height - 1))), cancellationToken).ConfigureAwait(false);
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(height, now.Height);
            if (now.Height < height - 1)
                await reached.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _engine.Committing -= Stop;
        }
    }
}
