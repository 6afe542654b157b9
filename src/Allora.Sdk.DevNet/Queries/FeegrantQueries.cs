using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Feegrant.V1Beta1;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>cosmos.feegrant.v1beta1.Query.</summary>
internal static class FeegrantQueries
{
    public static void Register(QueryRouter router)
    {
        var service = Query.Descriptor;
        router.Handle<QueryAllowanceRequest, QueryAllowanceResponse>(service, "Allowance", static (context, request) =>
        {
            ChainAddress.Require(request.Granter);
            ChainAddress.Require(request.Grantee);
            return context.State.FeeGrants.TryGetValue((request.Granter, request.Grantee), out var grant)
                ? new QueryAllowanceResponse { Allowance = Shown(grant) }
                : throw QueryException.Internal("fee-grant not found: not found");
        });
        router.Handle<QueryAllowancesRequest, QueryAllowancesResponse>(service, "Allowances", static (context, request) =>
        {
            ChainAddress.Require(request.Grantee);
            var (page, rest) = Paging.Page(Grants(context, grant => grant.Grantee == request.Grantee), request.Pagination);
            var response = new QueryAllowancesResponse { Pagination = rest };
            response.Allowances.AddRange(page);
            return response;
        });
        router.Handle<QueryAllowancesByGranterRequest, QueryAllowancesByGranterResponse>(service, "AllowancesByGranter", static (context, request) =>
        {
            ChainAddress.Require(request.Granter);
            var (page, rest) = Paging.Page(Grants(context, grant => grant.Granter == request.Granter), request.Pagination);
            var response = new QueryAllowancesByGranterResponse { Pagination = rest };
            response.Allowances.AddRange(page);
            return response;
        });
    }

    private static IReadOnlyList<Grant> Grants(QueryContext context, Func<FeeGrant, bool> wanted) =>
    [
        .. context.State.FeeGrants.Values
            .Where(wanted)
            .OrderBy(static grant => grant.Grantee, StringComparer.Ordinal)
            .ThenBy(static grant => grant.Granter, StringComparer.Ordinal)
            .Select(Shown),
    ];

    private static Grant Shown(FeeGrant grant)
    {
        var allowance = grant.Allowance;
        if (grant.Limit is { } limit && allowance.TypeUrl == "/cosmos.feegrant.v1beta1.BasicAllowance")
        {
            var basic = BasicAllowance.Parser.ParseFrom(allowance.Value);
            basic.SpendLimit.Clear();
            basic.SpendLimit.Add(BankQueries.Coin(FeemarketState.Denom, limit));
            allowance = new Google.Protobuf.WellKnownTypes.Any { TypeUrl = allowance.TypeUrl, Value = Google.Protobuf.MessageExtensions.ToByteString(basic) };
        }

        return new Grant { Granter = grant.Granter, Grantee = grant.Grantee, Allowance = allowance };
    }
}
