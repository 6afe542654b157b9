using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Emissions.V10;
using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>
/// The queries whose replies one set of types reads in every version: the messages are the same, or the newer ones only add fields. A test
/// compares them field by field.
/// </summary>
internal sealed class EmissionsMethods(string service, string latestInference)
{
    public Method<GetTopicRequest, GetTopicResponse> Topic { get; } =
        WireMethod.Create<GetTopicRequest, GetTopicResponse>(service, "GetTopic", GetTopicResponse.Parser);

    /// <summary>Only the height of the inference is read: its values differ from version to version.</summary>
    public Method<GetWorkerLatestInputInferenceByTopicIdRequest, GetWorkerLatestInputInferenceByTopicIdResponse> LatestInference { get; } =
        WireMethod.Create<GetWorkerLatestInputInferenceByTopicIdRequest, GetWorkerLatestInputInferenceByTopicIdResponse>(
            service, latestInference, GetWorkerLatestInputInferenceByTopicIdResponse.Parser);

    public Method<IsTopicActiveRequest, IsTopicActiveResponse> IsTopicActive { get; } =
        WireMethod.Create<IsTopicActiveRequest, IsTopicActiveResponse>(service, "IsTopicActive", IsTopicActiveResponse.Parser);

    public Method<GetWorkerSubmissionWindowStatusRequest, GetWorkerSubmissionWindowStatusResponse> WindowStatus { get; } =
        WireMethod.Create<GetWorkerSubmissionWindowStatusRequest, GetWorkerSubmissionWindowStatusResponse>(
            service, "GetWorkerSubmissionWindowStatus", GetWorkerSubmissionWindowStatusResponse.Parser);

    public Method<GetOpenWorkerSubmissionWindowsRequest, GetOpenWorkerSubmissionWindowsResponse> OpenWindows { get; } =
        WireMethod.Create<GetOpenWorkerSubmissionWindowsRequest, GetOpenWorkerSubmissionWindowsResponse>(
            service, "GetOpenWorkerSubmissionWindows", GetOpenWorkerSubmissionWindowsResponse.Parser);

    public Method<IsWorkerRegisteredInTopicIdRequest, IsWorkerRegisteredInTopicIdResponse> IsRegistered { get; } =
        WireMethod.Create<IsWorkerRegisteredInTopicIdRequest, IsWorkerRegisteredInTopicIdResponse>(
            service, "IsWorkerRegisteredInTopicId", IsWorkerRegisteredInTopicIdResponse.Parser);

    public Method<CanSubmitWorkerPayloadRequest, CanSubmitWorkerPayloadResponse> CanSubmit { get; } =
        WireMethod.Create<CanSubmitWorkerPayloadRequest, CanSubmitWorkerPayloadResponse>(
            service, "CanSubmitWorkerPayload", CanSubmitWorkerPayloadResponse.Parser);

    /// <summary>The messages are those of <see cref="WindowStatus"/>.</summary>
    public Method<GetWorkerSubmissionWindowStatusRequest, GetWorkerSubmissionWindowStatusResponse> ReputerWindowStatus { get; } =
        WireMethod.Create<GetWorkerSubmissionWindowStatusRequest, GetWorkerSubmissionWindowStatusResponse>(
            service, "GetReputerSubmissionWindowStatus", GetWorkerSubmissionWindowStatusResponse.Parser);

    public Method<GetOpenReputerSubmissionWindowsRequest, GetOpenReputerSubmissionWindowsResponse> OpenReputerWindows { get; } =
        WireMethod.Create<GetOpenReputerSubmissionWindowsRequest, GetOpenReputerSubmissionWindowsResponse>(
            service, "GetOpenReputerSubmissionWindows", GetOpenReputerSubmissionWindowsResponse.Parser);

    public Method<GetReputerStakeInTopicRequest, GetReputerStakeInTopicResponse> ReputerStake { get; } =
        WireMethod.Create<GetReputerStakeInTopicRequest, GetReputerStakeInTopicResponse>(
            service, "GetReputerStakeInTopic", GetReputerStakeInTopicResponse.Parser);

    public Method<GetStakeFromReputerInTopicInSelfRequest, GetStakeFromReputerInTopicInSelfResponse> OwnStake { get; } =
        WireMethod.Create<GetStakeFromReputerInTopicInSelfRequest, GetStakeFromReputerInTopicInSelfResponse>(
            service, "GetStakeFromReputerInTopicInSelf", GetStakeFromReputerInTopicInSelfResponse.Parser);

    public Method<GetParamsRequest, GetParamsResponse> Params { get; } =
        WireMethod.Create<GetParamsRequest, GetParamsResponse>(service, "GetParams", GetParamsResponse.Parser);

    public Method<GetWorkerInferenceScoresAtBlockRequest, GetWorkerInferenceScoresAtBlockResponse> InferenceScores { get; } =
        WireMethod.Create<GetWorkerInferenceScoresAtBlockRequest, GetWorkerInferenceScoresAtBlockResponse>(
            service, "GetWorkerInferenceScoresAtBlock", GetWorkerInferenceScoresAtBlockResponse.Parser);

    public Method<GetWorkerForecastScoresAtBlockRequest, GetWorkerForecastScoresAtBlockResponse> ForecastScores { get; } =
        WireMethod.Create<GetWorkerForecastScoresAtBlockRequest, GetWorkerForecastScoresAtBlockResponse>(
            service, "GetWorkerForecastScoresAtBlock", GetWorkerForecastScoresAtBlockResponse.Parser);

    public Method<GetReputersScoresAtBlockRequest, GetReputersScoresAtBlockResponse> ReputerScores { get; } =
        WireMethod.Create<GetReputersScoresAtBlockRequest, GetReputersScoresAtBlockResponse>(
            service, "GetReputersScoresAtBlock", GetReputersScoresAtBlockResponse.Parser);

    public Method<IsWorkerNonceUnfulfilledRequest, IsWorkerNonceUnfulfilledResponse> IsNonceUnfulfilled { get; } =
        WireMethod.Create<IsWorkerNonceUnfulfilledRequest, IsWorkerNonceUnfulfilledResponse>(
            service, "IsWorkerNonceUnfulfilled", IsWorkerNonceUnfulfilledResponse.Parser);
}
