using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State;
using Allora.Sdk.Emissions.Sortition;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>Rewards: what is to be distributed, fractions, delegators' shares, and how often somebody was paid.</summary>
internal static class RewardQueries
{
    private const string Zero = "0";

    public static void Register(QueryRouter router)
    {
        router.Handle<GetTotalRewardToDistributeRequest, GetTotalRewardToDistributeResponse>("GetTotalRewardToDistribute", static (context, _) =>
            new GetTotalRewardToDistributeResponse { TotalReward = Stakes.Text(context.State.Balance(ModuleAccounts.AlloraRewards)) });
        router.Handle<GetPreviousInferenceRewardFractionRequest, GetPreviousInferenceRewardFractionResponse>("GetPreviousInferenceRewardFraction", static (context, request) =>
        {
            var (fraction, notFound) = Fraction(RegretQueries.Ledger(context, request.TopicId).Inferers, request.Worker);
            return new GetPreviousInferenceRewardFractionResponse { RewardFraction = fraction, NotFound = notFound };
        });
        router.Handle<GetPreviousForecastRewardFractionRequest, GetPreviousForecastRewardFractionResponse>("GetPreviousForecastRewardFraction", static (context, request) =>
        {
            var (fraction, notFound) = Fraction(RegretQueries.Ledger(context, request.TopicId).Forecasters, request.Worker);
            return new GetPreviousForecastRewardFractionResponse { RewardFraction = fraction, NotFound = notFound };
        });
        router.Handle<GetPreviousReputerRewardFractionRequest, GetPreviousReputerRewardFractionResponse>("GetPreviousReputerRewardFraction", static (context, request) =>
        {
            var (fraction, notFound) = Fraction(RegretQueries.Ledger(context, request.TopicId).Reputers, request.Reputer);
            return new GetPreviousReputerRewardFractionResponse { RewardFraction = fraction, NotFound = notFound };
        });
        router.Handle<GetPreviousPercentageRewardToStakedReputersRequest, GetPreviousPercentageRewardToStakedReputersResponse>("GetPreviousPercentageRewardToStakedReputers", static (context, _) =>
            new GetPreviousPercentageRewardToStakedReputersResponse { PercentageReward = context.State.Emissions.ReputerShare.ToWireString() });
        router.Handle<GetDelegateRewardPerShareRequest, GetDelegateRewardPerShareResponse>("GetDelegateRewardPerShare", static (context, request) =>
            new GetDelegateRewardPerShareResponse
            {
                RewardPerShare = (context.Find(request.TopicId)?.RewardPerShare.GetValueOrDefault(request.Reputer) ?? default).ToWireString(),
            });
        router.Handle<GetCountInfererInclusionsInTopicRequest, GetCountInfererInclusionsInTopicResponse>("GetCountInfererInclusionsInTopic", static (context, request) =>
            new GetCountInfererInclusionsInTopicResponse
            {
                Count = RegretQueries.Ledger(context, request.TopicId).Inferers.Inclusions.GetValueOrDefault(request.Inferer),
            });
        router.Handle<GetCountForecasterInclusionsInTopicRequest, GetCountForecasterInclusionsInTopicResponse>("GetCountForecasterInclusionsInTopic", static (context, request) =>
            new GetCountForecasterInclusionsInTopicResponse
            {
                Count = RegretQueries.Ledger(context, request.TopicId).Forecasters.Inclusions.GetValueOrDefault(request.Forecaster),
            });
    }

    private static (string Fraction, bool NotFound) Fraction(RoleLedger role, string address) =>
        role.RewardFractions.TryGetValue(address, out var fraction) ? (fraction.ToWireString(), false) : (Zero, true);
}
