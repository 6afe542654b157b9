using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Auth.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Crypto.Secp256K1;
using Allora.Sdk.Protos.Cosmos.Vesting.V1Beta1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>cosmos.auth.v1beta1.Query.</summary>
internal static class AuthQueries
{
    public static void Register(QueryRouter router)
    {
        var service = Query.Descriptor;
        router.Handle<QueryAccountInfoRequest, QueryAccountInfoResponse>(service, "AccountInfo", static (context, request) =>
            new QueryAccountInfoResponse { Info = Base(Find(context, request.Address, "address cannot be empty")) });
        router.Handle<QueryAccountRequest, QueryAccountResponse>(service, "Account", static (context, request) =>
            new QueryAccountResponse { Account = AsAny(Find(context, request.Address, "Address cannot be empty")) });
        router.Handle<QueryAccountsRequest, QueryAccountsResponse>(service, "Accounts", static (context, request) =>
        {
            var (page, rest) = Paging.Page([.. context.State.Accounts.Values.OrderBy(static account => ChainAddress.SortKey(account.Address), StringComparer.Ordinal)], request.Pagination);
            var response = new QueryAccountsResponse { Pagination = rest };
            response.Accounts.AddRange(page.Select(AsAny));
            return response;
        });
        router.Handle<QueryParamsRequest, QueryParamsResponse>(service, "Params", static (_, _) => new QueryParamsResponse
        {
            Params = new Params
            {
                MaxMemoCharacters = 256,
                TxSigLimit = 7,
                TxSizeCostPerByte = 10,
                SigVerifyCostEd25519 = 590,
                SigVerifyCostSecp256K1 = 1000,
            },
        });
        router.Handle<QueryAccountAddressByIDRequest, QueryAccountAddressByIDResponse>(service, "AccountAddressByID", static (context, request) =>
            new QueryAccountAddressByIDResponse
            {
                AccountAddress = context.State.Accounts.Values.FirstOrDefault(account => account.Number == request.AccountId)?.Address
                    ?? throw QueryException.NotFound($"account address not found with account number {request.AccountId}"),
            });
        router.Handle<QueryModuleAccountsRequest, QueryModuleAccountsResponse>(service, "ModuleAccounts", static (context, _) =>
        {
            var response = new QueryModuleAccountsResponse();
            response.Accounts.AddRange(Modules(context).OrderBy(static account => account.Module, StringComparer.Ordinal).Select(AsAny));
            return response;
        });
        router.Handle<QueryModuleAccountByNameRequest, QueryModuleAccountByNameResponse>(service, "ModuleAccountByName", static (context, request) =>
            new QueryModuleAccountByNameResponse
            {
                Account = AsAny(Modules(context).FirstOrDefault(account => account.Module == request.Name)
                    ?? throw QueryException.NotFound($"account {request.Name} not found")),
            });
        router.Handle<Bech32PrefixRequest, Bech32PrefixResponse>(service, "Bech32Prefix", static (_, _) =>
            new Bech32PrefixResponse { Bech32Prefix = ChainAddress.Prefix });
        router.Handle<AddressBytesToStringRequest, AddressBytesToStringResponse>(service, "AddressBytesToString", static (_, request) =>
            new AddressBytesToStringResponse { AddressString = ChainAddress.FromBytes(request.AddressBytes.Span) });
        router.Handle<AddressStringToBytesRequest, AddressStringToBytesResponse>(service, "AddressStringToBytes", static (_, request) =>
            new AddressStringToBytesResponse { AddressBytes = ByteString.CopyFrom(ChainAddress.Require(request.AddressString)) });
    }

    private static IEnumerable<AccountRecord> Modules(QueryContext context) =>
        context.State.Accounts.Values.Where(static account => account.Module is not null);

    private static AccountRecord Find(QueryContext context, string address, string empty)
    {
        if (address.Length == 0)
            throw QueryException.Invalid(empty);
        ChainAddress.Require(address);
        return context.State.Accounts.GetValueOrDefault(address) ?? throw QueryException.NotFound($"account {address} not found");
    }

    private static BaseAccount Base(AccountRecord account)
    {
        var info = new BaseAccount { Address = account.Address, AccountNumber = account.Number, Sequence = account.Sequence };
        if (account.PublicKey is { } key)
        {
            info.PubKey = new Any
            {
                TypeUrl = "/cosmos.crypto.secp256k1.PubKey",
                Value = new PubKey { Key = ByteString.CopyFrom(key) }.ToByteString(),
            };
        }

        return info;
    }

    private static IMessage Vesting(AccountRecord account, VestingSchedule vesting)
    {
        var locked = new BaseVestingAccount
        {
            BaseAccount = Base(account),
            OriginalVesting = { BankQueries.Coin(FeemarketState.Denom, vesting.Original) },
            EndTime = vesting.End.ToUnixTimeSeconds(),
        };
        return vesting.Start is { } start
            ? new ContinuousVestingAccount { BaseVestingAccount = locked, StartTime = start.ToUnixTimeSeconds() }
            : new DelayedVestingAccount { BaseVestingAccount = locked };
    }

    private static Any AsAny(AccountRecord account)
    {
        IMessage message = account.Vesting is { } vesting ? Vesting(account, vesting)
            : account.Module is { } name
            ? new ModuleAccount { BaseAccount = Base(account), Name = name, Permissions = { ModuleAccounts.PermissionsOf(name) } }
            : Base(account);
        return new Any { TypeUrl = "/" + message.Descriptor.FullName, Value = message.ToByteString() };
    }
}
