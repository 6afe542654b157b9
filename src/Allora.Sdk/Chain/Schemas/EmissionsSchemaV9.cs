using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Encodings;
using Allora.Sdk.Protos.Emissions.V9;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Emissions v9: every topic takes one value, and there are no labels.</summary>
internal sealed class EmissionsSchemaV9 : EmissionsSchema
{
    private readonly Method<GetTopicRequest, GetTopicResponse> _topic;
    private readonly Method<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse> _newest;
    private readonly Method<GetNetworkInferencesAtBlockRequest, GetNetworkInferencesAtBlockResponse> _network;
    private readonly Method<GetWorkerLatestInferenceByTopicIdRequest, GetWorkerLatestInferenceByTopicIdResponse> _latest;

    public EmissionsSchemaV9()
        : base("v9", new PayloadEncodingV9())
    {
        _topic = WireMethod.Create<GetTopicRequest, GetTopicResponse>(Service, "GetTopic", GetTopicResponse.Parser);
        _newest = WireMethod.Create<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse>(Service, "GetLatestTopicInferences", GetLatestTopicInferencesResponse.Parser);
        _network = WireMethod.Create<GetNetworkInferencesAtBlockRequest, GetNetworkInferencesAtBlockResponse>(Service, "GetNetworkInferencesAtBlock", GetNetworkInferencesAtBlockResponse.Parser);
        _latest = WireMethod.Create<GetWorkerLatestInferenceByTopicIdRequest, GetWorkerLatestInferenceByTopicIdResponse>(
            Service, "GetWorkerLatestInferenceByTopicId", GetWorkerLatestInferenceByTopicIdResponse.Parser);
    }

    // Nobody has recorded it, so an absent inference proves nothing here.
    protected override bool ShowsOpenSubmissions => false;

    public override async Task<TopicInfo> GetTopicAsync(IChainCalls calls, ulong topicId, CancellationToken cancellationToken)
    {
        var reply = await calls.CallAsync(_topic, new GetTopicRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false);
        var topic = reply.Topic ?? throw NoTopic(topicId);
        return new TopicInfo
        {
            Id = topic.Id,
            Creator = topic.Creator,
            Metadata = topic.Metadata,
            LossMethod = topic.LossMethod,
            EpochLength = topic.EpochLength,
            GroundTruthLag = topic.GroundTruthLag,
            WorkerSubmissionWindow = topic.WorkerSubmissionWindow,
            EpochLastEnded = topic.EpochLastEnded,
            AllowNegative = topic.AllowNegative,
            IsMulti = false,
            RequireUnity = false,
            UnityTolerance = ChainDecimal.Zero,
            MaxLabels = 1,
            LabelWhitelist = [],
            LabelCaseSensitive = false,
            Schema = Name,
        };
    }

    public override async Task<IReadOnlyList<(string Address, ChainDecimal Value)>> GetLatestInferencesAsync(
        IChainCalls calls, ulong topicId, CancellationToken cancellationToken)
    {
        var reply = await calls.CallAsync(_newest, new GetLatestTopicInferencesRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false);
        return [.. (reply.Inferences?.Inferences_ ?? []).Select(one => (one.Inferer, ChainDecimal.ParseUnbounded(one.Value)))];
    }

    public override async Task<NetworkInference> GetNetworkInferenceAsync(IChainCalls calls, ulong topicId, long nonce, CancellationToken cancellationToken)
    {
        var request = new GetNetworkInferencesAtBlockRequest { TopicId = topicId, BlockHeightLastInference = nonce };
        var reply = await calls.CallAsync(_network, request, cancellationToken).ConfigureAwait(false);
        return NetworkInferenceReader.Read(reply.NetworkInferences, topicId, nonce);
    }

    protected override async Task<long?> GetLatestNonceAsync(
        IChainCalls calls, ulong topicId, string address, CancellationToken cancellationToken)
    {
        var request = new GetWorkerLatestInferenceByTopicIdRequest { TopicId = topicId, WorkerAddress = address };
        return (await calls.CallAsync(_latest, request, cancellationToken).ConfigureAwait(false)).LatestInference?.BlockHeight;
    }
}
