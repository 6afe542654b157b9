using Allora.Sdk.Chain;
using Allora.Sdk.Chain.Queries;

namespace Allora.Sdk;

public sealed partial class AlloraClient
{
    /// <summary>
    /// Gets the upgrade that the chain plans (CurrentPlan); null if none is planned. Workers query it by themselves, at most every 30 minutes and after
    /// a lost event stream: <see cref="WorkerHealth.PlannedUpgrade"/>.
    /// </summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="AlloraException">No node could be reached, or none answered in time.</exception>
    public async Task<PlannedUpgrade?> GetPlannedUpgradeAsync(CancellationToken cancellationToken = default)
    {
        var (plan, height) = await UpgradeQuery.QueryAsync(_calls, cancellationToken).ConfigureAwait(false);
        return plan?.SeenFrom(height, Pace.Interval, Time.GetUtcNow());
    }
}
