using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>Rewards. Fractions of earlier epochs are not kept: they are "not found".</summary>
internal static class RewardQueries
{
    private const string Zero = "0";

    public static void Register(QueryRouter router)
    {
        router.Handle<GetTotalRewardToDistributeRequest, GetTotalRewardToDistributeResponse>("GetTotalRewardToDistribute", static (context, _) =>
            new GetTotalRewardToDistributeResponse { TotalReward = Stakes.Text(context.State.Balance(ModuleAccounts.AlloraRewards)) });
        router.Handle<GetPreviousInferenceRewardFractionRequest, GetPreviousInferenceRewardFractionResponse>("GetPreviousInferenceRewardFraction", static (_, _) =>
            new GetPreviousInferenceRewardFractionResponse { RewardFraction = Zero, NotFound = true });
        router.Handle<GetPreviousForecastRewardFractionRequest, GetPreviousForecastRewardFractionResponse>("GetPreviousForecastRewardFraction", static (_, _) =>
            new GetPreviousForecastRewardFractionResponse { RewardFraction = Zero, NotFound = true });
        router.Handle<GetPreviousReputerRewardFractionRequest, GetPreviousReputerRewardFractionResponse>("GetPreviousReputerRewardFraction", static (_, _) =>
            new GetPreviousReputerRewardFractionResponse { RewardFraction = Zero, NotFound = true });
        router.Handle<GetPreviousPercentageRewardToStakedReputersRequest, GetPreviousPercentageRewardToStakedReputersResponse>("GetPreviousPercentageRewardToStakedReputers", static (_, _) =>
            new GetPreviousPercentageRewardToStakedReputersResponse { PercentageReward = Zero });
        router.Handle<GetDelegateRewardPerShareRequest, GetDelegateRewardPerShareResponse>("GetDelegateRewardPerShare", static (_, _) =>
            new GetDelegateRewardPerShareResponse { RewardPerShare = Zero });
        router.Handle<GetCountInfererInclusionsInTopicRequest, GetCountInfererInclusionsInTopicResponse>("GetCountInfererInclusionsInTopic", static (context, request) =>
            new GetCountInfererInclusionsInTopicResponse
            {
                Count = (ulong)(context.Find(request.TopicId)?.Epochs.Values.Count(epoch => epoch.ActiveInferers.Contains(request.Inferer)) ?? 0),
            });
        router.Handle<GetCountForecasterInclusionsInTopicRequest, GetCountForecasterInclusionsInTopicResponse>("GetCountForecasterInclusionsInTopic", static (context, request) =>
            new GetCountForecasterInclusionsInTopicResponse
            {
                Count = (ulong)(context.Find(request.TopicId)?.Epochs.Values.Count(epoch => epoch.ActiveForecasters.Contains(request.Forecaster)) ?? 0),
            });
    }
}
