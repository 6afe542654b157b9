using System.Numerics;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.Protos.Emissions.V10;
using V3 = Allora.Sdk.Protos.Emissions.V3;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>Stake and its removals.</summary>
internal static class StakeQueries
{
    public static void Register(QueryRouter router)
    {
        router.Handle<GetTotalStakeRequest, GetTotalStakeResponse>("GetTotalStake", static (context, _) => new GetTotalStakeResponse
        {
            Amount = Stakes.Text(context.State.Emissions.Topics.Values.Aggregate(BigInteger.Zero, static (sum, topic) => sum + topic.Stake)),
        });
        router.Handle<GetTopicStakeRequest, GetTopicStakeResponse>("GetTopicStake", static (context, request) =>
            new GetTopicStakeResponse { Amount = Stakes.Text(context.Find(request.TopicId)?.Stake ?? BigInteger.Zero) });
        router.Handle<GetReputerStakeInTopicRequest, GetReputerStakeInTopicResponse>("GetReputerStakeInTopic", static (context, request) =>
            new GetReputerStakeInTopicResponse { Amount = Stakes.Text(Members(context, request.TopicId).StakeOf(request.Address)) });
        router.Handle<GetStakeReputerAuthorityRequest, GetStakeReputerAuthorityResponse>("GetStakeReputerAuthority", static (context, request) =>
            new GetStakeReputerAuthorityResponse { Authority = Stakes.Text(Members(context, request.TopicId).StakeOf(request.Reputer)) });
        router.Handle<GetMultiReputerStakeInTopicRequest, GetMultiReputerStakeInTopicResponse>("GetMultiReputerStakeInTopic", static (context, request) =>
        {
            var response = new GetMultiReputerStakeInTopicResponse();
            response.Amounts.AddRange(request.Addresses.Select(address => new V3.StakeInfo
            {
                TopicId = request.TopicId,
                Reputer = address,
                Amount = Stakes.Text(Members(context, request.TopicId).StakeOf(address)),
            }));
            return response;
        });
        router.Handle<GetStakeFromReputerInTopicInSelfRequest, GetStakeFromReputerInTopicInSelfResponse>("GetStakeFromReputerInTopicInSelf", static (context, request) =>
        {
            var members = Members(context, request.TopicId);
            return new GetStakeFromReputerInTopicInSelfResponse
            {
                Amount = Stakes.Text(members.StakeOf(request.ReputerAddress) - members.DelegatedTo(request.ReputerAddress)),
            };
        });
        router.Handle<GetDelegateStakeInTopicInReputerRequest, GetDelegateStakeInTopicInReputerResponse>("GetDelegateStakeInTopicInReputer", static (context, request) =>
            new GetDelegateStakeInTopicInReputerResponse { Amount = Stakes.Text(Members(context, request.TopicId).DelegatedTo(request.ReputerAddress)) });
        router.Handle<GetDelegateStakeUponReputerRequest, GetDelegateStakeUponReputerResponse>("GetDelegateStakeUponReputer", static (context, request) =>
            new GetDelegateStakeUponReputerResponse { Stake = Stakes.Text(Members(context, request.TopicId).DelegatedTo(request.Target)) });
        router.Handle<GetStakeFromDelegatorInTopicInReputerRequest, GetStakeFromDelegatorInTopicInReputerResponse>("GetStakeFromDelegatorInTopicInReputer", static (context, request) =>
            new GetStakeFromDelegatorInTopicInReputerResponse
            {
                Amount = Stakes.Text(Members(context, request.TopicId).Delegations.GetValueOrDefault((request.DelegatorAddress, request.ReputerAddress))),
            });
        router.Handle<GetStakeFromDelegatorInTopicRequest, GetStakeFromDelegatorInTopicResponse>("GetStakeFromDelegatorInTopic", static (context, request) =>
            new GetStakeFromDelegatorInTopicResponse
            {
                Amount = Stakes.Text(Members(context, request.TopicId).Delegations
                    .Where(pair => pair.Key.Delegator == request.DelegatorAddress)
                    .Aggregate(BigInteger.Zero, static (sum, pair) => sum + pair.Value)),
            });
        router.Handle<GetDelegateStakePlacementRequest, GetDelegateStakePlacementResponse>("GetDelegateStakePlacement", static (context, request) =>
            new GetDelegateStakePlacementResponse
            {
                DelegatorInfo = new V3.DelegatorInfo
                {
                    Amount = Stakes.Text(Members(context, request.TopicId).Delegations.GetValueOrDefault((request.Delegator, request.Target))),
                    RewardDebt = (context.Find(request.TopicId)?.RewardDebts.GetValueOrDefault((request.Delegator, request.Target)) ?? default).ToWireString(),
                },
            });
        router.Handle<GetStakeRemovalInfoRequest, GetStakeRemovalInfoResponse>("GetStakeRemovalInfo", static (context, request) =>
            new GetStakeRemovalInfoResponse { Removal = Own(request.TopicId, Find(context, request.TopicId, request.Reputer, "")) });
        router.Handle<GetStakeRemovalForReputerAndTopicIdRequest, GetStakeRemovalForReputerAndTopicIdResponse>("GetStakeRemovalForReputerAndTopicId", static (context, request) =>
            Waiting(context, request.TopicId, request.Reputer, "") is { } removal
                ? new GetStakeRemovalForReputerAndTopicIdResponse { StakeRemovalInfo = Own(request.TopicId, removal) }
                : new GetStakeRemovalForReputerAndTopicIdResponse());
        Removals(router);
    }

    private static void Removals(QueryRouter router)
    {
        router.Handle<GetStakeRemovalsUpUntilBlockRequest, GetStakeRemovalsUpUntilBlockResponse>("GetStakeRemovalsUpUntilBlock", static (context, request) =>
        {
            var response = new GetStakeRemovalsUpUntilBlockResponse();
            response.Removals.AddRange(All(context, request.BlockHeight).Where(static one => one.Removal.Delegator.Length == 0).Select(static one => Own(one.TopicId, one.Removal)));
            return response;
        });
        router.Handle<GetDelegateStakeRemovalsUpUntilBlockRequest, GetDelegateStakeRemovalsUpUntilBlockResponse>("GetDelegateStakeRemovalsUpUntilBlock", static (context, request) =>
        {
            var response = new GetDelegateStakeRemovalsUpUntilBlockResponse();
            response.Removals.AddRange(All(context, request.BlockHeight).Where(static one => one.Removal.Delegator.Length > 0).Select(static one => Delegated(one.TopicId, one.Removal)));
            return response;
        });
        router.Handle<GetDelegateStakeRemovalInfoRequest, GetDelegateStakeRemovalInfoResponse>("GetDelegateStakeRemovalInfo", static (context, request) =>
            new GetDelegateStakeRemovalInfoResponse { Removal = Delegated(request.TopicId, Find(context, request.TopicId, request.Reputer, request.Delegator)) });
        router.Handle<GetDelegateStakeRemovalRequest, GetDelegateStakeRemovalResponse>("GetDelegateStakeRemoval", static (context, request) =>
            Waiting(context, request.TopicId, request.Reputer, request.Delegator) is { } removal && removal.Completes == request.BlockHeight
                ? new GetDelegateStakeRemovalResponse { StakeRemovalInfo = Delegated(request.TopicId, removal) }
                : throw QueryException.Unknown(
                    $"collections: not found: key '(\"{request.BlockHeight}\", \"{request.TopicId}\", \"{request.Delegator}\", \"{request.Reputer}\")' of type github.com/cosmos/gogoproto/emissions.v3.DelegateStakeRemovalInfo"));
    }

    private static IEnumerable<(ulong TopicId, StakeRemoval Removal)> All(QueryContext context, long until) =>
        context.State.Emissions.Topics.Values.SelectMany(topic => topic.Members.Removals.Where(removal => removal.Completes <= until).Select(removal => (topic.Id, removal)));

    private static StakeRemoval Find(QueryContext context, ulong topicId, string reputer, string delegator) =>
        Waiting(context, topicId, reputer, delegator) ?? throw QueryException.NotFound(delegator.Length == 0 ? "no stake removal found" : "no delegate stake removal found");

    private static StakeRemoval? Waiting(QueryContext context, ulong topicId, string reputer, string delegator) =>
        Members(context, topicId).Removals.Find(waiting => waiting.Reputer == reputer && waiting.Delegator == delegator);

    private static V3.StakeRemovalInfo Own(ulong topicId, StakeRemoval removal) => new()
    {
        TopicId = topicId,
        Reputer = removal.Reputer,
        Amount = Stakes.Text(removal.Amount),
        BlockRemovalStarted = removal.Started,
        BlockRemovalCompleted = removal.Completes,
    };

    private static V3.DelegateStakeRemovalInfo Delegated(ulong topicId, StakeRemoval removal) => new()
    {
        TopicId = topicId,
        Reputer = removal.Reputer,
        Delegator = removal.Delegator,
        Amount = Stakes.Text(removal.Amount),
        BlockRemovalStarted = removal.Started,
        BlockRemovalCompleted = removal.Completes,
    };

    private static TopicMembers Members(QueryContext context, ulong topicId) => context.Find(topicId)?.Members ?? new TopicMembers();
}
