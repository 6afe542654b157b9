using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Emissions v10: inferences are lists of labelled values, and own submissions are seen while a window is open.</summary>
internal sealed class EmissionsSchemaV10 : EmissionsSchema
{
    private readonly Method<GetLatestTopicInferencesRequest, Answer<IReadOnlyList<(string Address, ChainDecimal Value)>>> _newest;

    public EmissionsSchemaV10()
        : base("v10", "GetWorkerLatestInputInferenceByTopicId", new PayloadEncodingV10())
    {
        _newest = WireMethod.Create<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse, IReadOnlyList<(string Address, ChainDecimal Value)>>(
            Service,
            "GetLatestTopicInferences",
            GetLatestTopicInferencesResponse.Parser,
            static reply => [.. (reply.Inferences?.Inferences_ ?? []).Where(one => one.Values.Count > 0).Select(one => (one.Inferer, ChainDecimal.ParseUnbounded(one.Values[0])))]);
    }

    protected override bool ShowsOpenSubmissions => true;

    public override async Task<IReadOnlyList<(string Address, ChainDecimal Value)>> GetLatestInferencesAsync(
        IChainCalls calls, ulong topicId, CancellationToken cancellationToken)
    {
        return (await calls.CallAsync(_newest, new GetLatestTopicInferencesRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false)).Value;
    }

    public override async Task<NetworkInference> GetNetworkInferenceAsync(IChainCalls calls, ulong topicId, long nonce, CancellationToken cancellationToken)
    {
        var request = new GetNetworkInferencesAtBlockRequest { TopicId = topicId, BlockHeightLastInference = nonce };
        var network = WireMethod.Create<GetNetworkInferencesAtBlockRequest, GetNetworkInferencesAtBlockResponse, NetworkInference>(
            Service,
            "GetNetworkInferencesAtBlock",
            GetNetworkInferencesAtBlockResponse.Parser,
            reply => NetworkInferenceReader.Read(reply.NetworkInferences, topicId, nonce));
        return (await calls.CallAsync(network, request, cancellationToken).ConfigureAwait(false)).Value;
    }

    public override async Task<NetworkInference> GetLatestNetworkInferenceAsync(IChainCalls calls, ulong topicId, CancellationToken cancellationToken)
    {
        var network = WireMethod.Create<GetLatestNetworkInferencesRequest, GetLatestNetworkInferencesResponse, NetworkInference>(
            Service,
            "GetLatestNetworkInferences",
            GetLatestNetworkInferencesResponse.Parser,
            reply => NetworkInferenceReader.Read(reply.NetworkInferences, topicId, reply.InferenceBlockHeight));
        return (await calls.CallAsync(network, new GetLatestNetworkInferencesRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false)).Value;
    }
}
