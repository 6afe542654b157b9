using Allora.Sdk.Chain.Schemas;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Cosmos.Upgrade.V1Beta1;
using Grpc.Core;

namespace Allora.Sdk.Chain.Queries;

/// <summary>The chain's planned upgrade.</summary>
internal static class UpgradeQuery
{
    private const int LongestName = 64;
    private const int LongestInfo = 4096;

    private static readonly Method<QueryCurrentPlanRequest, Answer<PlannedUpgrade?>> CurrentPlan =
        WireMethod.Create<QueryCurrentPlanRequest, QueryCurrentPlanResponse, PlannedUpgrade?>(
            "cosmos.upgrade.v1beta1.Query", "CurrentPlan", QueryCurrentPlanResponse.Parser, static reply => Read(reply.Plan));

    /// <summary>The plan and the height of the reply, 0 if the node does not report it; a plan whose block is made is none.</summary>
    /// <exception cref="AlloraException">No node answered.</exception>
    public static async Task<(PlannedUpgrade? Plan, long Height)> QueryAsync(IChainCalls calls, CancellationToken cancellationToken)
    {
        var (answer, height) = await calls.CallWithHeightAsync(CurrentPlan, new QueryCurrentPlanRequest(), cancellationToken).ConfigureAwait(false);
        return (answer.Value is { } plan && plan.Height > height ? plan : null, height);
    }

    private static PlannedUpgrade? Read(Plan? plan)
    {
        if (plan is null)
            return null;
        if (plan.Name.Length == 0 || plan.Height <= 0)
            throw new InvalidDataException("the plan of the upgrade has no name or no height");
        return new PlannedUpgrade
        {
            Name = SafeText.OneLine(plan.Name, LongestName),
            Height = plan.Height,
            Info = SafeText.OneLine(plan.Info, LongestInfo),
            IsKnown = KnownUpgrades.Contains(plan.Name),
        };
    }
}
