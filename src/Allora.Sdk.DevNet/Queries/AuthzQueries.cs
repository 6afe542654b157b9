using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Authz.V1Beta1;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>cosmos.authz.v1beta1.Query.</summary>
internal static class AuthzQueries
{
    public static void Register(QueryRouter router)
    {
        var service = Query.Descriptor;
        router.Handle<QueryGrantsRequest, QueryGrantsResponse>(service, "Grants", Grants);
        router.Handle<QueryGranterGrantsRequest, QueryGranterGrantsResponse>(service, "GranterGrants", static (context, request) =>
        {
            ChainAddress.Require(request.Granter);
            var (page, rest) = Paging.Page(Of(context, one => one.Granter == request.Granter), request.Pagination);
            return new QueryGranterGrantsResponse { Grants = { page.Select(Named) }, Pagination = rest };
        });
        router.Handle<QueryGranteeGrantsRequest, QueryGranteeGrantsResponse>(service, "GranteeGrants", static (context, request) =>
        {
            ChainAddress.Require(request.Grantee);
            var (page, rest) = Paging.Page(Of(context, one => one.Grantee == request.Grantee), request.Pagination);
            return new QueryGranteeGrantsResponse { Grants = { page.Select(Named) }, Pagination = rest };
        });
    }

    private static QueryGrantsResponse Grants(QueryContext context, QueryGrantsRequest request)
    {
        ChainAddress.Require(request.Granter);
        ChainAddress.Require(request.Grantee);
        if (request.MsgTypeUrl.Length > 0)
        {
            return context.State.Authorizations.TryGetValue((request.Granter, request.Grantee, request.MsgTypeUrl), out var found)
                ? new QueryGrantsResponse { Grants = { Shown(found) } }
                : throw QueryException.Module("authz", 2, $"authorization not found: authorization not found for {request.MsgTypeUrl} type");
        }

        var (page, rest) = Paging.Page(Of(context, one => one.Granter == request.Granter && one.Grantee == request.Grantee), request.Pagination);
        return new QueryGrantsResponse { Grants = { page.Select(Shown) }, Pagination = rest };
    }

    // In the order of the store's keys.
    private static IReadOnlyList<Authorization> Of(QueryContext context, Func<Authorization, bool> wanted) =>
    [
        .. context.State.Authorizations.Values.Where(wanted)
            .OrderBy(static one => ChainAddress.SortKey(one.Granter), StringComparer.Ordinal)
            .ThenBy(static one => ChainAddress.SortKey(one.Grantee), StringComparer.Ordinal)
            .ThenBy(static one => one.TypeUrl, StringComparer.Ordinal),
    ];

    private static Grant Shown(Authorization one) => new() { Authorization = one.Value, Expiration = End(one) };

    private static GrantAuthorization Named(Authorization one) =>
        new() { Granter = one.Granter, Grantee = one.Grantee, Authorization = one.Value, Expiration = End(one) };

    private static Timestamp? End(Authorization one) => one.Expires is { } end ? Timestamp.FromDateTimeOffset(end) : null;
}
