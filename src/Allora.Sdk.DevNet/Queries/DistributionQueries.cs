using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Modules.Distribution;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Cosmos.Base.V1Beta1;
using Allora.Sdk.Protos.Cosmos.Distribution.V1Beta1;

namespace Allora.Sdk.DevNet.Queries;

/// <summary>cosmos.distribution.v1beta1.Query, for the one validator.</summary>
internal static class DistributionQueries
{
    public static void Register(QueryRouter router)
    {
        var service = Query.Descriptor;
        router.Handle<QueryParamsRequest, QueryParamsResponse>(service, "Params", static (_, _) => new QueryParamsResponse
        {
            Params = new Params
            {
                CommunityTax = DelegationRewards.CommunityTax.ToWire(),
                BaseProposerReward = LegacyDec.Zero.ToWire(),
                BonusProposerReward = LegacyDec.Zero.ToWire(),
                WithdrawAddrEnabled = true,
            },
        });
        router.Handle<QueryCommunityPoolRequest, QueryCommunityPoolResponse>(service, "CommunityPool", static (context, _) =>
            new QueryCommunityPoolResponse { Pool = { Coins(context.State.Distribution.CommunityPool) } });
        OfValidator(router);
        OfDelegator(router);
    }

    private static void OfValidator(QueryRouter router)
    {
        var service = Query.Descriptor;
        router.Handle<QueryValidatorDistributionInfoRequest, QueryValidatorDistributionInfoResponse>(service, "ValidatorDistributionInfo", static (context, request) =>
        {
            RequireValidator(context, request.ValidatorAddress);
            var own = ChainAddress.FromBytes(Bech32Text.Decode(request.ValidatorAddress, out _)!.Value.Data);
            return new QueryValidatorDistributionInfoResponse
            {
                OperatorAddress = own,
                SelfBondRewards = { Coins(DelegationRewards.Pending(context.State, own)) },
                Commission = { Coins(context.State.Distribution.Commission) },
            };
        });
        router.Handle<QueryValidatorOutstandingRewardsRequest, QueryValidatorOutstandingRewardsResponse>(service, "ValidatorOutstandingRewards", static (context, request) =>
        {
            RequireValidator(context, request.ValidatorAddress);
            return new QueryValidatorOutstandingRewardsResponse { Rewards = new ValidatorOutstandingRewards { Rewards = { Coins(context.State.Distribution.Outstanding) } } };
        });
        router.Handle<QueryValidatorCommissionRequest, QueryValidatorCommissionResponse>(service, "ValidatorCommission", static (context, request) =>
        {
            RequireValidator(context, request.ValidatorAddress);
            return new QueryValidatorCommissionResponse { Commission = new ValidatorAccumulatedCommission { Commission = { Coins(context.State.Distribution.Commission) } } };
        });
        router.Handle<QueryValidatorSlashesRequest, QueryValidatorSlashesResponse>(service, "ValidatorSlashes", static (context, request) =>
        {
            if (request.ValidatorAddress.Length == 0)
                throw QueryException.Invalid("empty validator address");
            if (request.EndingHeight < request.StartingHeight)
                throw QueryException.Invalid($"starting height greater than ending height ({request.StartingHeight} > {request.EndingHeight})");
            RequireValidator(context, request.ValidatorAddress);
            // The one validator makes every block.
            return new QueryValidatorSlashesResponse { Pagination = Paging.Page<ValidatorSlashEvent>([], request.Pagination).Response };
        });
    }

    private static void OfDelegator(QueryRouter router)
    {
        var service = Query.Descriptor;
        router.Handle<QueryDelegationRewardsRequest, QueryDelegationRewardsResponse>(service, "DelegationRewards", static (context, request) =>
        {
            RequireDelegator(request.DelegatorAddress);
            RequireValidator(context, request.ValidatorAddress);
            if (!context.State.Validator.Delegations.ContainsKey(request.DelegatorAddress))
                throw QueryException.Module("distribution", 13, "delegation does not exist");
            return new QueryDelegationRewardsResponse { Rewards = { Coins(DelegationRewards.Pending(context.State, request.DelegatorAddress)) } };
        });
        router.Handle<QueryDelegationTotalRewardsRequest, QueryDelegationTotalRewardsResponse>(service, "DelegationTotalRewards", static (context, request) =>
        {
            RequireDelegator(request.DelegatorAddress);
            var response = new QueryDelegationTotalRewardsResponse();
            if (!context.State.Validator.Delegations.ContainsKey(request.DelegatorAddress))
                return response;
            var earned = Coins(DelegationRewards.Pending(context.State, request.DelegatorAddress));
            response.Rewards.Add(new DelegationDelegatorReward { ValidatorAddress = context.State.Validator.OperatorAddress, Reward = { earned } });
            response.Total.AddRange(earned);
            return response;
        });
        router.Handle<QueryDelegatorValidatorsRequest, QueryDelegatorValidatorsResponse>(service, "DelegatorValidators", static (context, request) =>
        {
            RequireDelegator(request.DelegatorAddress);
            return context.State.Validator.Delegations.ContainsKey(request.DelegatorAddress)
                ? new QueryDelegatorValidatorsResponse { Validators = { context.State.Validator.OperatorAddress } }
                : new QueryDelegatorValidatorsResponse();
        });
        router.Handle<QueryDelegatorWithdrawAddressRequest, QueryDelegatorWithdrawAddressResponse>(service, "DelegatorWithdrawAddress", static (context, request) =>
        {
            RequireDelegator(request.DelegatorAddress);
            return new QueryDelegatorWithdrawAddressResponse { WithdrawAddress = context.State.Distribution.ReceiverOf(request.DelegatorAddress) };
        });
    }

    private static IReadOnlyList<DecCoin> Coins(LegacyDec amount) =>
        amount.Scaled.IsZero ? [] : [new DecCoin { Denom = FeemarketState.Denom, Amount = amount.ToWire() }];

    private static void RequireDelegator(string address)
    {
        if (address.Length == 0)
            throw QueryException.Invalid("empty delegator address");
        ChainAddress.Require(address);
    }

    private static void RequireValidator(QueryContext context, string address)
    {
        if (address.Length == 0)
            throw QueryException.Invalid("empty validator address");
        if (Bech32Text.Decode(address, out var why) is null)
            throw QueryException.Unknown(why);
        if (address != context.State.Validator.OperatorAddress)
            throw QueryException.Module("distribution", 12, $"validator does not exist: {address}");
    }
}
