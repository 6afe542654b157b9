using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Encodings;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Emissions v10: topics with labels, and own submissions that are seen while a window is open.</summary>
internal sealed class EmissionsSchemaV10 : EmissionsSchema
{
    private readonly Method<GetTopicRequest, GetTopicResponse> _topic;
    private readonly Method<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse> _newest;
    private readonly Method<GetNetworkInferencesAtBlockRequest, GetNetworkInferencesAtBlockResponse> _network;
    private readonly Method<GetWorkerLatestInputInferenceByTopicIdRequest, GetWorkerLatestInputInferenceByTopicIdResponse> _latest;

    public EmissionsSchemaV10()
        : base("v10", new PayloadEncodingV10())
    {
        _topic = WireMethod.Create<GetTopicRequest, GetTopicResponse>(Service, "GetTopic", GetTopicResponse.Parser);
        _newest = WireMethod.Create<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse>(Service, "GetLatestTopicInferences", GetLatestTopicInferencesResponse.Parser);
        _network = WireMethod.Create<GetNetworkInferencesAtBlockRequest, GetNetworkInferencesAtBlockResponse>(Service, "GetNetworkInferencesAtBlock", GetNetworkInferencesAtBlockResponse.Parser);
        _latest = WireMethod.Create<GetWorkerLatestInputInferenceByTopicIdRequest, GetWorkerLatestInputInferenceByTopicIdResponse>(
            Service, "GetWorkerLatestInputInferenceByTopicId", GetWorkerLatestInputInferenceByTopicIdResponse.Parser);
    }

    protected override bool ShowsOpenSubmissions => true;

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
            IsMulti = topic.OutputArity == TopicOutputArity.Multi,
            RequireUnity = topic.RequireUnity,
            UnityTolerance = topic.UnityTolerance.Length == 0 ? ChainDecimal.Zero : ChainDecimal.ParseUnbounded(topic.UnityTolerance),
            MaxLabels = topic.MaxLabelsPerSubmission,
            LabelWhitelist = [.. topic.LabelWhitelist],
            LabelCaseSensitive = topic.LabelCaseSensitive,
            Schema = Name,
        };
    }

    public override async Task<IReadOnlyList<(string Address, ChainDecimal Value)>> GetLatestInferencesAsync(
        IChainCalls calls, ulong topicId, CancellationToken cancellationToken)
    {
        var reply = await calls.CallAsync(_newest, new GetLatestTopicInferencesRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false);
        return [.. (reply.Inferences?.Inferences_ ?? []).Where(one => one.Values.Count > 0).Select(one => (one.Inferer, ChainDecimal.ParseUnbounded(one.Values[0])))];
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
        var request = new GetWorkerLatestInputInferenceByTopicIdRequest { TopicId = topicId, WorkerAddress = address };
        return (await calls.CallAsync(_latest, request, cancellationToken).ConfigureAwait(false)).LatestInputInference?.BlockHeight;
    }
}
