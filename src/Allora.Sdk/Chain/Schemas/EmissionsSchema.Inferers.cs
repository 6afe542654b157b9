using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Emissions.V10;
using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>The inferers. The values of an inference differ between versions, but its inferer has the same field, so one type reads all.</summary>
internal abstract partial class EmissionsSchema
{
    private readonly Method<GetInferencesAtBlockRequest, GetInferencesAtBlockResponse> _inferencesAt =
        WireMethod.Create<GetInferencesAtBlockRequest, GetInferencesAtBlockResponse>(
            $"emissions.{name}.QueryService", "GetInferencesAtBlock", GetInferencesAtBlockResponse.Parser);

    private readonly Method<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse> _latestInferences =
        WireMethod.Create<GetLatestTopicInferencesRequest, GetLatestTopicInferencesResponse>(
            $"emissions.{name}.QueryService", "GetLatestTopicInferences", GetLatestTopicInferencesResponse.Parser);

    /// <summary>The inferers of a nonce, or of the newest closed one.</summary>
    public async Task<IReadOnlyList<string>> GetInferersAsync(IChainCalls calls, ulong topicId, long? nonce, CancellationToken cancellationToken)
    {
        try
        {
            var inferences = nonce is { } height
                ? (await calls.CallAsync(_inferencesAt, new GetInferencesAtBlockRequest { TopicId = topicId, BlockHeight = height }, cancellationToken).ConfigureAwait(false)).Inferences
                : (await calls.CallAsync(_latestInferences, new GetLatestTopicInferencesRequest { TopicId = topicId }, cancellationToken).ConfigureAwait(false)).Inferences;
            return inferences is null ? [] : [.. inferences.Inferences_.Select(static inference => inference.Inferer).Distinct(StringComparer.Ordinal)];
        }
        catch (AlloraException none) when (none.Status == StatusCode.NotFound || none.Reason == AlloraErrorReason.NotFound)
        {
            return [];
        }
    }
}
