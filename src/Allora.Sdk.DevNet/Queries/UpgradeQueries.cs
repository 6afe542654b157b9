using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.Protos.Cosmos.Upgrade.V1Beta1;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>cosmos.upgrade.v1beta1.Query.</summary>
internal static class UpgradeQueries
{
    // The versions with which the modules of Cosmos SDK 0.50 begin; those of the chain's own modules are from its sources.
    private static readonly (string Name, ulong Version)[] Modules =
    [
        ("auth", 5), ("authz", 2), ("bank", 4), ("consensus", 1), ("distribution", 3), ("feegrant", 2), ("feemarket", 1), ("gov", 5), ("mint", 5),
        ("slashing", 4), ("staking", 5), ("upgrade", 2),
    ];

    public static void Register(QueryRouter router)
    {
        var service = Query.Descriptor;
        router.Handle<QueryCurrentPlanRequest, QueryCurrentPlanResponse>(service, "CurrentPlan", static (context, _) =>
            new QueryCurrentPlanResponse { Plan = context.State.Upgrade.Plan is { } plan ? Shown(plan) : null });
        router.Handle<QueryAppliedPlanRequest, QueryAppliedPlanResponse>(service, "AppliedPlan", static (context, request) =>
            new QueryAppliedPlanResponse { Height = context.State.Upgrade.Applied.GetValueOrDefault(request.Name) });
        router.Handle<QueryModuleVersionsRequest, QueryModuleVersionsResponse>(service, "ModuleVersions", ModuleVersions);
        router.Handle<QueryAuthorityRequest, QueryAuthorityResponse>(service, "Authority", static (_, _) => new QueryAuthorityResponse { Address = ModuleAccounts.Gov });
        router.Handle<QueryUpgradedConsensusStateRequest, QueryUpgradedConsensusStateResponse>(
            service, "UpgradedConsensusState", static (_, _) => new QueryUpgradedConsensusStateResponse());
    }

    // Both times of a plan are written, although a plan has a height only: the one that is not used is the year 1.
    private static Plan Shown(UpgradePlan plan) => new()
    {
        Name = plan.Name,
        Time = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = -62135596800 },
        Height = plan.Height,
        Info = plan.Info,
    };

    private static QueryModuleVersionsResponse ModuleVersions(QueryContext context, QueryModuleVersionsRequest request)
    {
        var all = Modules.Append(("emissions", context.State.Schema == DevNetSchema.V9 ? 14UL : 15UL)).OrderBy(static one => one.Item1, StringComparer.Ordinal)
            .Where(one => request.ModuleName.Length == 0 || one.Item1 == request.ModuleName)
            .Select(static one => new ModuleVersion { Name = one.Item1, Version = one.Item2 })
            .ToList();
        return all.Count > 0
            ? new QueryModuleVersionsResponse { ModuleVersions = { all } }
            : throw QueryException.Module("sdk", 38, $"not found: x/upgrade: QueryModuleVersions module {request.ModuleName} not found");
    }
}
