using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Staking.V1Beta1;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>Unbondings and redelegations: there are none, since what is undelegated is paid out at once here.</summary>
internal static class UnbondingQueries
{
    public static void Register(QueryRouter router)
    {
        var service = Query.Descriptor;
        router.Handle<QueryValidatorUnbondingDelegationsRequest, QueryValidatorUnbondingDelegationsResponse>(service, "ValidatorUnbondingDelegations", static (_, _) =>
            new QueryValidatorUnbondingDelegationsResponse { Pagination = new Protos.Cosmos.Base.Query.V1Beta1.PageResponse() });
        router.Handle<QueryUnbondingDelegationRequest, QueryUnbondingDelegationResponse>(service, "UnbondingDelegation", static (_, request) =>
            throw QueryException.NotFound($"unbonding delegation with delegator {request.DelegatorAddr} not found for validator {request.ValidatorAddr}"));
        router.Handle<QueryDelegatorUnbondingDelegationsRequest, QueryDelegatorUnbondingDelegationsResponse>(service, "DelegatorUnbondingDelegations", static (_, request) =>
        {
            ChainAddress.Require(request.DelegatorAddr);
            return new QueryDelegatorUnbondingDelegationsResponse { Pagination = new Protos.Cosmos.Base.Query.V1Beta1.PageResponse() };
        });
        router.Handle<QueryRedelegationsRequest, QueryRedelegationsResponse>(service, "Redelegations", static (_, request) =>
            request.DelegatorAddr.Length > 0 && request.SrcValidatorAddr.Length > 0 && request.DstValidatorAddr.Length > 0
                ? throw QueryException.Unknown(
                    $"rpc error: code = NotFound desc = redelegation not found for delegator address {request.DelegatorAddr} from validator address {request.SrcValidatorAddr}")
                : new QueryRedelegationsResponse { Pagination = new Protos.Cosmos.Base.Query.V1Beta1.PageResponse() });
    }
}
