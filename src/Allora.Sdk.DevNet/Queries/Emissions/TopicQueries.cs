using System.Numerics;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>Topics, parameters and registrations.</summary>
internal static class TopicQueries
{
    public static void Register(QueryRouter router)
    {
        router.Handle<GetParamsRequest, GetParamsResponse>("GetParams", static (context, _) =>
            new GetParamsResponse { Params = context.State.Emissions.Params });
        router.Handle<GetNextTopicIdRequest, GetNextTopicIdResponse>("GetNextTopicId", static (context, _) =>
            new GetNextTopicIdResponse { NextTopicId = context.State.Emissions.NextTopicId });
        router.Handle<GetTopicRequest, GetTopicResponse>("GetTopic", static (context, request) =>
        {
            var topic = context.RequireTopic(request.TopicId);
            return new GetTopicResponse
            {
                Topic = topic.Definition,
                Weight = TopicWeighing.WeightOf(topic, context.State.Emissions.Params).ToWireString(),
                EffectiveRevenue = Stakes.Text(topic.Revenue),
                TopicStake = Stakes.Text(topic.Stake),
            };
        });
        router.Handle<TopicExistsRequest, TopicExistsResponse>("TopicExists", static (context, request) =>
            new TopicExistsResponse { Exists = context.Find(request.TopicId) is not null });
        router.Handle<IsTopicActiveRequest, IsTopicActiveResponse>("IsTopicActive", static (context, request) =>
            new IsTopicActiveResponse { IsActive = context.Find(request.TopicId)?.IsActive ?? false });
        router.Handle<GetActiveTopicsAtBlockRequest, GetActiveTopicsAtBlockResponse>("GetActiveTopicsAtBlock", static (context, request) =>
        {
            var response = new GetActiveTopicsAtBlockResponse();
            response.Topics.AddRange(context.State.Emissions.Topics.Values
                .Where(topic => topic.IsActive && topic.NextEpochEnd == request.BlockHeight)
                .Select(static topic => topic.Definition));
            return response;
        });
        router.Handle<GetNextChurningBlockByTopicIdRequest, GetNextChurningBlockByTopicIdResponse>("GetNextChurningBlockByTopicId", static (context, request) =>
            new GetNextChurningBlockByTopicIdResponse { BlockHeight = context.Find(request.TopicId) is { IsActive: true } topic ? topic.NextEpochEnd : 0 });
        router.Handle<GetTopicFeeRevenueRequest, GetTopicFeeRevenueResponse>("GetTopicFeeRevenue", static (context, request) =>
            new GetTopicFeeRevenueResponse { FeeRevenue = Stakes.Text(context.Find(request.TopicId)?.Revenue ?? BigInteger.Zero) });
        router.Handle<GetPreviousTopicWeightRequest, GetPreviousTopicWeightResponse>("GetPreviousTopicWeight", static (context, request) =>
            context.Find(request.TopicId)?.PreviousWeight is { } weight
                ? new GetPreviousTopicWeightResponse { Weight = weight.ToWireString() }
                : new GetPreviousTopicWeightResponse { Weight = "0", NotFound = true });
        router.Handle<GetTotalSumPreviousTopicWeightsRequest, GetTotalSumPreviousTopicWeightsResponse>("GetTotalSumPreviousTopicWeights", static (context, _) =>
            new GetTotalSumPreviousTopicWeightsResponse { Weight = context.State.Emissions.TotalSumPreviousTopicWeights.ToWireString() });
        router.Handle<GetTopicLastWorkerCommitInfoRequest, GetTopicLastWorkerCommitInfoResponse>("GetTopicLastWorkerCommitInfo", static (context, request) =>
            new GetTopicLastWorkerCommitInfoResponse
            {
                LastCommit = context.Find(request.TopicId)?.WorkerLastCommit ?? throw QueryException.Unknown("collections: not found: key 'no_key' of type"),
            });
        router.Handle<GetTopicLastReputerCommitInfoRequest, GetTopicLastReputerCommitInfoResponse>("GetTopicLastReputerCommitInfo", static (context, request) =>
            new GetTopicLastReputerCommitInfoResponse
            {
                LastCommit = context.Find(request.TopicId)?.ReputerLastCommit ?? throw QueryException.Unknown("collections: not found: key 'no_key' of type"),
            });
        router.Handle<GetTopicRewardNonceRequest, GetTopicRewardNonceResponse>("GetTopicRewardNonce", static (context, request) =>
            new GetTopicRewardNonceResponse { Nonce = context.Find(request.TopicId)?.RewardNonce ?? 0 });
        RegisterMembers(router);
    }

    private static void RegisterMembers(QueryRouter router)
    {
        router.Handle<IsWorkerRegisteredInTopicIdRequest, IsWorkerRegisteredInTopicIdResponse>("IsWorkerRegisteredInTopicId", static (context, request) =>
            new IsWorkerRegisteredInTopicIdResponse { IsRegistered = context.ExistingTopic(request.TopicId).Members.Workers.Contains(request.Address) });
        router.Handle<IsReputerRegisteredInTopicIdRequest, IsReputerRegisteredInTopicIdResponse>("IsReputerRegisteredInTopicId", static (context, request) =>
            new IsReputerRegisteredInTopicIdResponse { IsRegistered = context.ExistingTopic(request.TopicId).Members.Reputers.Contains(request.Address) });
        router.Handle<GetWorkerNodeInfoRequest, GetWorkerNodeInfoResponse>("GetWorkerNodeInfo", static (context, request) =>
            new GetWorkerNodeInfoResponse { NodeInfo = Node(context, request.Address, static members => members.Workers) });
        router.Handle<GetReputerNodeInfoRequest, GetReputerNodeInfoResponse>("GetReputerNodeInfo", static (context, request) =>
            new GetReputerNodeInfoResponse { NodeInfo = Node(context, request.Address, static members => members.Reputers) });
    }

    // Who is registered since the genesis owns itself.
    private static Protos.Emissions.V3.OffchainNode Node(QueryContext context, string address, Func<TopicMembers, IEnumerable<string>> role) =>
        context.State.Emissions.Topics.Values.Any(topic => role(topic.Members).Contains(address, StringComparer.Ordinal))
            ? new Protos.Emissions.V3.OffchainNode { NodeAddress = address, Owner = context.State.Emissions.Owners.GetValueOrDefault(address, address) }
            : throw QueryException.Unknown("collections: not found: key '" + address + "' of type github.com/cosmos/gogoproto/emissions.v3.OffchainNode");
}
