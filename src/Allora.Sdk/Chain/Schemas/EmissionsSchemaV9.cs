using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Emissions.V9;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Emissions v9: an inference is one value, and there are no labels.</summary>
internal sealed class EmissionsSchemaV9 : EmissionsSchema
{
    private readonly Method<GetLatestTopicInferencesRequest, Answer<IReadOnlyList<(string Address, ChainDecimal Value)>>> _newest;

    public EmissionsSchemaV9()
        : base("v9", "GetWorkerLatestInferenceByTopicId", new PayloadEncodingV9())
    {
        _newest = WireMethod.Create<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse, IReadOnlyList<(string Address, ChainDecimal Value)>>(
            Service,
            "GetLatestTopicInferences",
            GetLatestTopicInferencesResponse.Parser,
            static reply => [.. (reply.Inferences?.Inferences_ ?? []).Select(one => (one.Inferer, ChainDecimal.ParseUnbounded(one.Value)))]);
    }

    // There is no recording of it, so an absent inference proves nothing here.
    protected override bool ShowsOpenSubmissions => false;

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
