using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Emissions v10: inferences are lists of labelled values, and own submissions are seen while a window is open.</summary>
internal sealed class EmissionsSchemaV10 : EmissionsSchema
{
    private readonly Method<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse> _newest;
    private readonly Method<GetNetworkInferencesAtBlockRequest, GetNetworkInferencesAtBlockResponse> _network;

    public EmissionsSchemaV10()
        : base("v10", "GetWorkerLatestInputInferenceByTopicId", new PayloadEncodingV10())
    {
        _newest = WireMethod.Create<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse>(Service, "GetLatestTopicInferences", GetLatestTopicInferencesResponse.Parser);
        _network = WireMethod.Create<GetNetworkInferencesAtBlockRequest, GetNetworkInferencesAtBlockResponse>(Service, "GetNetworkInferencesAtBlock", GetNetworkInferencesAtBlockResponse.Parser);
    }

    protected override bool ShowsOpenSubmissions => true;

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
}
