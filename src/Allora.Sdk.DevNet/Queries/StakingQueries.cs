using System.Numerics;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Crypto.Ed25519;
using Allora.Sdk.Protos.Cosmos.Staking.V1Beta1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Duration = Google.Protobuf.WellKnownTypes.Duration;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>cosmos.staking.v1beta1.Query, for the one validator.</summary>
internal static class StakingQueries
{
    public static void Register(QueryRouter router)
    {
        var service = Query.Descriptor;
        router.Handle<QueryValidatorsRequest, QueryValidatorsResponse>(service, "Validators", static (context, request) =>
        {
            if (request.Status.Length != 0 && !request.Status.StartsWith("BOND_STATUS_", StringComparison.Ordinal))
                throw QueryException.Invalid($"invalid validator status {request.Status}");
            IReadOnlyList<Validator> all = request.Status is "" or "BOND_STATUS_BONDED" ? [Shown(context)] : [];
            var (page, rest) = Paging.Page(all, request.Pagination);
            var response = new QueryValidatorsResponse { Pagination = rest };
            response.Validators.AddRange(page);
            return response;
        });
        router.Handle<QueryValidatorRequest, QueryValidatorResponse>(service, "Validator", static (context, request) =>
        {
            RequireValidator(context, request.ValidatorAddr);
            return new QueryValidatorResponse { Validator = Shown(context) };
        });
        router.Handle<QueryValidatorDelegationsRequest, QueryValidatorDelegationsResponse>(service, "ValidatorDelegations", static (context, request) =>
        {
            RequireValidator(context, request.ValidatorAddr);
            var (page, rest) = Paging.Page([.. context.State.Validator.Delegations.Select(pair => Delegation(context, pair.Key, pair.Value))], request.Pagination);
            var response = new QueryValidatorDelegationsResponse { Pagination = rest };
            response.DelegationResponses.AddRange(page);
            return response;
        });
        router.Handle<QueryDelegationRequest, QueryDelegationResponse>(service, "Delegation", static (context, request) =>
        {
            RequireValidator(context, request.ValidatorAddr);
            return context.State.Validator.Delegations.TryGetValue(request.DelegatorAddr, out var amount)
                ? new QueryDelegationResponse { DelegationResponse = Delegation(context, request.DelegatorAddr, amount) }
                : throw QueryException.NotFound($"delegation with delegator {request.DelegatorAddr} not found for validator {request.ValidatorAddr}");
        });
        router.Handle<QueryDelegatorDelegationsRequest, QueryDelegatorDelegationsResponse>(service, "DelegatorDelegations", static (context, request) =>
        {
            ChainAddress.Require(request.DelegatorAddr);
            IReadOnlyList<DelegationResponse> all = context.State.Validator.Delegations.TryGetValue(request.DelegatorAddr, out var amount)
                ? [Delegation(context, request.DelegatorAddr, amount)]
                : [];
            var (page, rest) = Paging.Page(all, request.Pagination);
            var response = new QueryDelegatorDelegationsResponse { Pagination = rest };
            response.DelegationResponses.AddRange(page);
            return response;
        });
        UnbondingQueries.Register(router);
        router.Handle<QueryDelegatorValidatorsRequest, QueryDelegatorValidatorsResponse>(service, "DelegatorValidators", static (context, request) =>
        {
            ChainAddress.Require(request.DelegatorAddr);
            IReadOnlyList<Validator> all = context.State.Validator.Delegations.ContainsKey(request.DelegatorAddr) ? [Shown(context)] : [];
            var (page, rest) = Paging.Page(all, request.Pagination);
            var response = new QueryDelegatorValidatorsResponse { Pagination = rest };
            response.Validators.AddRange(page);
            return response;
        });
        router.Handle<QueryDelegatorValidatorRequest, QueryDelegatorValidatorResponse>(service, "DelegatorValidator", static (context, request) =>
            request.ValidatorAddr == context.State.Validator.OperatorAddress && context.State.Validator.Delegations.ContainsKey(request.DelegatorAddr)
                ? new QueryDelegatorValidatorResponse { Validator = Shown(context) }
                : throw QueryException.Unknown("no delegation for (address, validator) tuple"));
        router.Handle<QueryHistoricalInfoRequest, QueryHistoricalInfoResponse>(service, "HistoricalInfo", static (context, request) =>
        {
            if (request.Height < 0)
                throw QueryException.Invalid("height cannot be negative");
            if (context.Node.GetBlock(request.Height)?.Block.Header is not { } header)
                throw QueryException.NotFound($"historical info for height {request.Height} not found");
            // The module stores the header as the application sees it.
            return new QueryHistoricalInfoResponse
            {
                Hist = new HistoricalInfo
                {
                    Header = new Protos.Tendermint.Types.Header
                    {
                        Version = new Protos.Tendermint.Version.Consensus(),
                        ChainId = header.ChainId,
                        Height = header.Height,
                        Time = header.Time,
                        LastBlockId = new Protos.Tendermint.Types.BlockID { PartSetHeader = new Protos.Tendermint.Types.PartSetHeader() },
                        NextValidatorsHash = header.NextValidatorsHash,
                        AppHash = header.AppHash,
                        ProposerAddress = header.ProposerAddress,
                    },
                    Valset = { Shown(context) },
                },
            };
        });
        router.Handle<QueryPoolRequest, QueryPoolResponse>(service, "Pool", static (context, _) => new QueryPoolResponse
        {
            Pool = new Pool { BondedTokens = Text(context.State.Validator.Tokens), NotBondedTokens = "0" },
        });
        router.Handle<QueryParamsRequest, QueryParamsResponse>(service, "Params", static (_, _) => new QueryParamsResponse
        {
            Params = new Params
            {
                UnbondingTime = Duration.FromTimeSpan(TimeSpan.FromDays(21)),
                MaxValidators = 100,
                MaxEntries = 7,
                HistoricalEntries = 10_000,
                BondDenom = FeemarketState.Denom,
                MinCommissionRate = LegacyDec.Zero.ToWire(),
            },
        });
    }

    private static Validator Shown(QueryContext context)
    {
        var record = context.State.Validator;
        var key = new PubKey { Key = ByteString.CopyFrom(record.PublicKey) };
        return new Validator
        {
            OperatorAddress = record.OperatorAddress,
            ConsensusPubkey = new Any { TypeUrl = "/" + PubKey.Descriptor.FullName, Value = key.ToByteString() },
            Status = BondStatus.Bonded,
            Tokens = Text(record.Tokens),
            DelegatorShares = Shares(record.Tokens),
            Description = new Description { Moniker = record.Moniker },
            UnbondingTime = new Timestamp(),
            Commission = new Commission
            {
                CommissionRates = new CommissionRates
                {
                    Rate = LegacyDec.Parse("0.1").ToWire(),
                    MaxRate = LegacyDec.Parse("0.2").ToWire(),
                    MaxChangeRate = LegacyDec.Parse("0.01").ToWire(),
                },
                UpdateTime = Timestamp.FromDateTimeOffset(record.CommissionUpdated),
            },
            MinSelfDelegation = "1",
        };
    }

    private static void RequireValidator(QueryContext context, string address)
    {
        if (address.Length == 0)
            throw QueryException.Invalid("validator address cannot be empty");
        if (Bech32Text.Decode(address, out var why) is null)
            throw QueryException.Unknown(why);
        if (address != context.State.Validator.OperatorAddress)
            throw QueryException.NotFound($"validator {address} not found");
    }

    private static DelegationResponse Delegation(QueryContext context, string delegator, BigInteger amount) => new()
    {
        Delegation = new Delegation { DelegatorAddress = delegator, ValidatorAddress = context.State.Validator.OperatorAddress, Shares = Shares(amount) },
        Balance = BankQueries.Coin(FeemarketState.Denom, amount),
    };

    private static string Shares(BigInteger amount) => (LegacyDec.One with { Scaled = LegacyDec.One.Scaled * amount }).ToWire();

    private static string Text(BigInteger amount) => amount.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
