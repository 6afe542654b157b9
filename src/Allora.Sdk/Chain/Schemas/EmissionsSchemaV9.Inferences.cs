using Allora.Sdk.Chain.Transport;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Emissions.V9;
using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

internal sealed partial class EmissionsSchemaV9
{
    private readonly Method<GetNetworkInferencesAtBlockRequest, GetNetworkInferencesAtBlockResponse> _network =
        WireMethod.Create<GetNetworkInferencesAtBlockRequest, GetNetworkInferencesAtBlockResponse>(
            ServiceName, "GetNetworkInferencesAtBlock", GetNetworkInferencesAtBlockResponse.Parser);

    private readonly Method<GetInferencesAtBlockRequest, GetInferencesAtBlockResponse> _inferences =
        WireMethod.Create<GetInferencesAtBlockRequest, GetInferencesAtBlockResponse>(
            ServiceName, "GetInferencesAtBlock", GetInferencesAtBlockResponse.Parser);

    private readonly Method<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse> _newest =
        WireMethod.Create<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse>(
            ServiceName, "GetLatestTopicInferences", GetLatestTopicInferencesResponse.Parser);

    public override async Task<NetworkInference> GetNetworkInferenceAsync(ChainCalls calls, ulong topicId, long nonce, CancellationToken cancellationToken)
    {
        var request = new GetNetworkInferencesAtBlockRequest { TopicId = topicId, BlockHeightLastInference = nonce };
        var reply = await calls.CallAsync(_network, request, cancellationToken).ConfigureAwait(false);
        return NetworkInferenceReader.Read(reply.NetworkInferences, topicId, nonce);
    }

    public override async Task<IReadOnlyList<string>> GetInferersAsync(ChainCalls calls, ulong topicId, long? nonce, CancellationToken cancellationToken)
    {
        try
        {
            var inferences = nonce is { } height
                ? (await calls.CallAsync(_inferences, new GetInferencesAtBlockRequest { TopicId = topicId, BlockHeight = height }, cancellationToken).ConfigureAwait(false)).Inferences
                : (await calls.CallAsync(_newest, new GetLatestTopicInferencesRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false)).Inferences;
            return inferences is null ? [] : [.. inferences.Inferences_.Select(inference => inference.Inferer).Distinct(StringComparer.Ordinal)];
        }
        catch (AlloraException none) when (none.Status == StatusCode.NotFound || none.Reason == AlloraErrorReason.NotFound)
        {
            return [];
        }
    }
}
