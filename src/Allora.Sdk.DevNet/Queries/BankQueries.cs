using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Bank.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Base.V1Beta1;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>cosmos.bank.v1beta1.Query.</summary>
internal static partial class BankQueries
{
    public static void Register(QueryRouter router)
    {
        var service = Query.Descriptor;
        router.Handle<QueryBalanceRequest, QueryBalanceResponse>(service, "Balance", static (context, request) =>
        {
            RequireDenom(request.Denom);
            return new QueryBalanceResponse { Balance = Balance(context, request.Address, request.Denom) };
        });
        router.Handle<QueryAllBalancesRequest, QueryAllBalancesResponse>(service, "AllBalances", static (context, request) =>
        {
            var (page, rest) = Paging.Page(Balances(context, request.Address), request.Pagination);
            var response = new QueryAllBalancesResponse { Pagination = rest };
            response.Balances.AddRange(page);
            return response;
        });
        router.Handle<QuerySpendableBalancesRequest, QuerySpendableBalancesResponse>(service, "SpendableBalances", static (context, request) =>
        {
            RequireAddress(request.Address);
            var free = context.State.Spendable(request.Address);
            IReadOnlyList<Coin> all = free.IsZero ? [] : [Coin(FeemarketState.Denom, free)];
            var (page, rest) = Paging.Page(all, request.Pagination);
            var response = new QuerySpendableBalancesResponse { Pagination = rest };
            response.Balances.AddRange(page);
            return response;
        });
        router.Handle<QuerySpendableBalanceByDenomRequest, QuerySpendableBalanceByDenomResponse>(service, "SpendableBalanceByDenom", static (context, request) =>
        {
            RequireDenom(request.Denom);
            RequireAddress(request.Address);
            var free = request.Denom == FeemarketState.Denom ? context.State.Spendable(request.Address) : BigInteger.Zero;
            return new QuerySpendableBalanceByDenomResponse { Balance = Coin(request.Denom, free) };
        });
        router.Handle<QueryTotalSupplyRequest, QueryTotalSupplyResponse>(service, "TotalSupply", static (context, request) =>
        {
            var (page, rest) = Paging.Page([Coin(FeemarketState.Denom, Supply(context))], request.Pagination);
            var response = new QueryTotalSupplyResponse { Pagination = rest };
            response.Supply.AddRange(page);
            return response;
        });
        router.Handle<QuerySupplyOfRequest, QuerySupplyOfResponse>(service, "SupplyOf", static (context, request) =>
        {
            RequireDenom(request.Denom);
            return new QuerySupplyOfResponse { Amount = Coin(request.Denom, request.Denom == FeemarketState.Denom ? Supply(context) : BigInteger.Zero) };
        });
        router.Handle<QueryParamsRequest, QueryParamsResponse>(service, "Params", static (_, _) =>
            new QueryParamsResponse { Params = new Params { DefaultSendEnabled = true } });
        router.Handle<QueryDenomOwnersRequest, QueryDenomOwnersResponse>(service, "DenomOwners", static (context, request) =>
        {
            var (page, rest) = Paging.Page(Owners(context, request.Denom), request.Pagination);
            var response = new QueryDenomOwnersResponse { Pagination = rest };
            response.DenomOwners.AddRange(page);
            return response;
        });
        router.Handle<QueryDenomOwnersByQueryRequest, QueryDenomOwnersByQueryResponse>(service, "DenomOwnersByQuery", static (context, request) =>
        {
            var (page, rest) = Paging.Page(Owners(context, request.Denom), request.Pagination);
            var response = new QueryDenomOwnersByQueryResponse { Pagination = rest };
            response.DenomOwners.AddRange(page);
            return response;
        });
        router.Handle<QuerySendEnabledRequest, QuerySendEnabledResponse>(service, "SendEnabled", static (_, _) =>
            new QuerySendEnabledResponse { Pagination = new Protos.Cosmos.Base.Query.V1Beta1.PageResponse() });
        router.Handle<QueryDenomsMetadataRequest, QueryDenomsMetadataResponse>(service, "DenomsMetadata", static (_, _) =>
            new QueryDenomsMetadataResponse { Pagination = new Protos.Cosmos.Base.Query.V1Beta1.PageResponse() });
        router.Handle<QueryDenomMetadataRequest, QueryDenomMetadataResponse>(service, "DenomMetadata", static (_, request) =>
            throw QueryException.NotFound($"client metadata for denom {request.Denom}"));
        router.Handle<QueryDenomMetadataByQueryStringRequest, QueryDenomMetadataByQueryStringResponse>(service, "DenomMetadataByQueryString", static (_, request) =>
            throw QueryException.NotFound($"client metadata for denom {request.Denom}"));
    }

    /// <summary>In the order of the addresses' bytes, as the store has them.</summary>
    private static IReadOnlyList<DenomOwner> Owners(QueryContext context, string denom) =>
    [
        .. context.State.Balances.Where(pair => denom == FeemarketState.Denom && !pair.Value.IsZero)
            .OrderBy(static pair => ChainAddress.SortKey(pair.Key), StringComparer.Ordinal)
            .Select(static pair => new DenomOwner { Address = pair.Key, Balance = Coin(FeemarketState.Denom, pair.Value) }),
    ];

    internal static Coin Coin(string denom, BigInteger amount) =>
        new() { Denom = denom, Amount = amount.ToString(CultureInfo.InvariantCulture) };

    private static BigInteger Supply(QueryContext context) =>
        context.State.Balances.Values.Aggregate(BigInteger.Zero, static (sum, balance) => sum + balance);

    private static Coin Balance(QueryContext context, string address, string denom)
    {
        RequireAddress(address);
        return Coin(denom, denom == FeemarketState.Denom ? context.State.Balance(address) : BigInteger.Zero);
    }

    private static IReadOnlyList<Coin> Balances(QueryContext context, string address)
    {
        RequireAddress(address);
        var balance = context.State.Balance(address);
        return balance.IsZero ? [] : [Coin(FeemarketState.Denom, balance)];
    }

    private static void RequireAddress(string address)
    {
        if (address.Length == 0)
            throw QueryException.Invalid("invalid address: empty address string is not allowed");
        if (Bech32Text.Decode(address, out var why) is not { } decoded)
            throw QueryException.Invalid($"invalid address: {why}");
        if (decoded.Prefix != ChainAddress.Prefix)
            throw QueryException.Invalid($"invalid address: hrp does not match bech32 prefix: expected '{ChainAddress.Prefix}' got '{decoded.Prefix}': internal logic error");
    }

    private static void RequireDenom(string denom)
    {
        if (!Denom().IsMatch(denom))
            throw QueryException.Invalid($"invalid denom: {denom}");
    }

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$")]
    private static partial Regex Denom();
}
