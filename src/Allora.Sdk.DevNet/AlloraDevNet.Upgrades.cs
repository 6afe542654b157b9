using Allora.Sdk.DevNet.Blocks;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State;

namespace Allora.Sdk.DevNet;

/// <summary>Upgrades as on a real chain, whose nodes are away in between.</summary>
public sealed partial class AlloraDevNet
{
    /// <summary>The planned upgrade; null if there is none.</summary>
    public DevNetUpgradePlan? PlannedUpgrade =>
        _engine.Committed.Upgrade.Plan is { } plan ? new DevNetUpgradePlan { Name = plan.Name, Height = plan.Height, Info = plan.Info } : null;

    /// <summary>
    /// Plans an upgrade, in the place of any other plan: it is shown to clients until its block is due. Then every node stops, and comes back
    /// with the other version as <see cref="DevNetOptions.Upgrade"/> describes, which makes the block of that height itself. Heights before it are
    /// served under the new schema. Null cancels the plan.
    /// </summary>
    /// <param name="plan">The plan, for a height above <see cref="Height"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The height has been reached.</exception>
    /// <exception cref="ArgumentException">The plan has no name.</exception>
    public void PlanUpgrade(DevNetUpgradePlan? plan)
    {
        if (plan is not null)
            ArgumentException.ThrowIfNullOrWhiteSpace(plan.Name, nameof(plan));
        _engine.Change((_, state) =>
        {
            if (plan is not null)
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(plan.Height, state.Height, nameof(plan));
            return (state with { Upgrade = state.Upgrade with { Plan = plan is null ? null : new UpgradePlan(plan.Name, plan.Height, plan.Info), IsReady = false } }, true);
        });
        Tell(plan is null ? "upgrade_canceled" : "upgrade_planned");
    }

    /// <summary>
    /// Plans an upgrade to the other schema and waits until it is carried out. Unlike with <see cref="PlanUpgrade"/> the nodes stop as soon as the
    /// block before <paramref name="height"/> is made, also if no further block is due. On cancellation before the nodes stop the plan is canceled.
    /// </summary>
    /// <param name="height">The first block of the other version: above <see cref="Height"/>.</param>
    /// <param name="downtime">How long no node answers, by <see cref="DevNetOptions.TimeProvider"/>. At least 0.</param>
    /// <param name="loseMempool">Whether pending transactions are lost, as when nodes restart without a stored mempool. Default true.</param>
    /// <param name="cancellationToken">Cancels the wait for the height.</param>
    /// <exception cref="ArgumentOutOfRangeException">The height has been reached, or the downtime is negative.</exception>
    public async Task UpgradeAsync(long height, TimeSpan downtime, bool loseMempool = true, CancellationToken cancellationToken = default)
    {
        _replacement.Manner = (_replacement.Manner with { Downtime = downtime, LoseMempool = loseMempool }).Checked();
        var done = _replacement.Next();
        var name = Schema == DevNetSchema.V9 ? NodeIdentity.VersionOf(DevNetSchema.V10) : NodeIdentity.VersionOf(DevNetSchema.V9);
        void Stop(CommittedBlock block) => _engine.RequireUpgrade();
        _engine.Committing += Stop;
        try
        {
            await _loop.BetweenBlocksAsync(
                () =>
                {
                    PlanUpgrade(new DevNetUpgradePlan { Name = name, Height = height });
                    return _engine.RequireUpgrade();
                },
                cancellationToken).ConfigureAwait(false);
            await done.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (PlannedUpgrade?.Height > Height + 1)
                PlanUpgrade(null);
            throw;
        }
        finally
        {
            _engine.Committing -= Stop;
        }
    }
}
