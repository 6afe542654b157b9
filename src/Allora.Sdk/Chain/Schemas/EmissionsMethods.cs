using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Encodings;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;
using Grpc.Core;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>
/// The queries whose replies one set of types reads in every version: the messages are the same, or the newer ones only add fields. A test
/// compares them field by field.
/// </summary>
internal sealed class EmissionsMethods(string name, string service, string latestInference, bool takesLabels)
{
    public Method<GetTopicRequest, Answer<TopicInfo>> Topic { get; } =
        WireMethod.Create<GetTopicRequest, GetTopicResponse, TopicInfo>(
            service, "GetTopic", GetTopicResponse.Parser, reply => EmissionsReader.Topic(reply.Topic, name, takesLabels));

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

    public Method<GetUnfulfilledReputerNoncesRequest, GetUnfulfilledReputerNoncesResponse> UnfulfilledReputerNonces { get; } =
        WireMethod.Create<GetUnfulfilledReputerNoncesRequest, GetUnfulfilledReputerNoncesResponse>(
            service, "GetUnfulfilledReputerNonces", GetUnfulfilledReputerNoncesResponse.Parser);

    public Method<GetReputerScoreEmaRequest, GetReputerScoreEmaResponse> ReputerScoreEma { get; } =
        WireMethod.Create<GetReputerScoreEmaRequest, GetReputerScoreEmaResponse>(service, "GetReputerScoreEma", GetReputerScoreEmaResponse.Parser);

    public Method<GetReputerStakeInTopicRequest, Answer<UAllo>> ReputerStake { get; } =
        WireMethod.Create<GetReputerStakeInTopicRequest, GetReputerStakeInTopicResponse, UAllo>(
            service, "GetReputerStakeInTopic", GetReputerStakeInTopicResponse.Parser, static reply => UAllo.Parse(reply.Amount));

    public Method<GetStakeFromReputerInTopicInSelfRequest, Answer<UAllo>> OwnStake { get; } =
        WireMethod.Create<GetStakeFromReputerInTopicInSelfRequest, GetStakeFromReputerInTopicInSelfResponse, UAllo>(
            service, "GetStakeFromReputerInTopicInSelf", GetStakeFromReputerInTopicInSelfResponse.Parser, static reply => UAllo.Parse(reply.Amount));

    public Method<GetParamsRequest, Answer<EmissionsParams>> Params { get; } =
        WireMethod.Create<GetParamsRequest, GetParamsResponse, EmissionsParams>(
            service, "GetParams", GetParamsResponse.Parser, static reply => EmissionsReader.Params(reply.Params));

    public Method<GetWorkerInferenceScoresAtBlockRequest, Answer<IReadOnlyList<(string Address, ChainDecimal Score)>>> InferenceScores { get; } =
        WireMethod.Create<GetWorkerInferenceScoresAtBlockRequest, GetWorkerInferenceScoresAtBlockResponse, IReadOnlyList<(string Address, ChainDecimal Score)>>(
            service, "GetWorkerInferenceScoresAtBlock", GetWorkerInferenceScoresAtBlockResponse.Parser, static reply => EmissionsReader.Scores(reply.Scores));

    public Method<GetWorkerForecastScoresAtBlockRequest, Answer<IReadOnlyList<(string Address, ChainDecimal Score)>>> ForecastScores { get; } =
        WireMethod.Create<GetWorkerForecastScoresAtBlockRequest, GetWorkerForecastScoresAtBlockResponse, IReadOnlyList<(string Address, ChainDecimal Score)>>(
            service, "GetWorkerForecastScoresAtBlock", GetWorkerForecastScoresAtBlockResponse.Parser, static reply => EmissionsReader.Scores(reply.Scores));

    public Method<GetReputersScoresAtBlockRequest, Answer<IReadOnlyList<(string Address, ChainDecimal Score)>>> ReputerScores { get; } =
        WireMethod.Create<GetReputersScoresAtBlockRequest, GetReputersScoresAtBlockResponse, IReadOnlyList<(string Address, ChainDecimal Score)>>(
            service, "GetReputersScoresAtBlock", GetReputersScoresAtBlockResponse.Parser, static reply => EmissionsReader.Scores(reply.Scores));

    public Method<IsWorkerNonceUnfulfilledRequest, IsWorkerNonceUnfulfilledResponse> IsNonceUnfulfilled { get; } =
        WireMethod.Create<IsWorkerNonceUnfulfilledRequest, IsWorkerNonceUnfulfilledResponse>(
            service, "IsWorkerNonceUnfulfilled", IsWorkerNonceUnfulfilledResponse.Parser);
}
