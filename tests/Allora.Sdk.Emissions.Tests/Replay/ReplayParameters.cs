using System.Globalization;
using System.Text.Json;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>Parameters from the JSON of a genesis and of a message.</summary>
internal static class ReplayParameters
{
    public static EmissionsParameters Of(JsonElement json)
    {
        return new EmissionsParameters
        {
            MinTopicWeight = D("min_topic_weight"),
            RequiredMinimumStake = D("required_minimum_stake"),
            BetaEntropy = D("beta_entropy"),
            LearningRate = D("learning_rate"),
            GradientDescentMaxIters = U("gradient_descent_max_iters"),
            MaxGradientThreshold = D("max_gradient_threshold"),
            MinStakeFraction = D("min_stake_fraction"),
            EpsilonReputer = D("epsilon_reputer"),
            EpsilonSafeDiv = D("epsilon_safe_div"),
            TopicRewardStakeImportance = D("topic_reward_stake_importance"),
            TopicRewardFeeRevenueImportance = D("topic_reward_fee_revenue_importance"),
            TopicRewardAlpha = D("topic_reward_alpha"),
            TaskRewardAlpha = D("task_reward_alpha"),
            ValidatorsVsAlloraPercentReward = D("validators_vs_allora_percent_reward"),
            MaxSamplesToScaleScores = U("max_samples_to_scale_scores"),
            MaxTopInferersToReward = U("max_top_inferers_to_reward"),
            MaxTopForecastersToReward = U("max_top_forecasters_to_reward"),
            MaxTopReputersToReward = U("max_top_reputers_to_reward"),
            BlocksPerMonth = U("blocks_per_month"),
            PRewardInference = D("p_reward_inference"),
            PRewardForecast = D("p_reward_forecast"),
            PRewardReputer = D("p_reward_reputer"),
            CRewardInference = D("c_reward_inference"),
            CRewardForecast = D("c_reward_forecast"),
            MaxElementsPerForecast = U("max_elements_per_forecast"),
            MaxActiveTopicsPerBlock = U("max_active_topics_per_block"),
            InitialRegretQuantile = D("initial_regret_quantile"),
            PNormSafeDiv = D("p_norm_safe_div"),
            MinExperiencedWorkerRegrets = U("min_experienced_worker_regrets"),
            InferenceOutlierDetectionThreshold = D("inference_outlier_detection_threshold"),
            InferenceOutlierDetectionAlpha = D("inference_outlier_detection_alpha"),
            LambdaInitialScore = D("lambda_initial_score"),
            MinEpochLengthRecordLimit = U("min_epoch_length_record_limit"),
            MaxUnfulfilledReputerRequests = U("max_unfulfilled_reputer_requests"),
        };

        Dec D(string name) => Dec.Parse(json.GetProperty(name).GetString()!);

        ulong U(string name) => ulong.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
    }

    public static TopicParameters Topic(JsonElement json)
    {
        return new TopicParameters
        {
            EpochLength = L("epoch_length"),
            GroundTruthLag = L("ground_truth_lag"),
            WorkerSubmissionWindow = L("worker_submission_window"),
            PNorm = D("p_norm"),
            CNorm = D("c_norm"),
            AlphaRegret = D("alpha_regret"),
            Epsilon = D("epsilon"),
            MeritSortitionAlpha = D("merit_sortition_alpha"),
            ActiveInfererQuantile = D("active_inferer_quantile"),
            ActiveForecasterQuantile = D("active_forecaster_quantile"),
            ActiveReputerQuantile = D("active_reputer_quantile"),
            IsMulti = json.GetProperty("output_arity").GetString() == "TOPIC_OUTPUT_ARITY_MULTI",
            RequireUnity = json.GetProperty("require_unity").GetBoolean(),
            UnityTolerance = D("unity_tolerance"),
            LabelDefaultValue = D("label_default_value"),
        };

        Dec D(string name) => Dec.Parse(json.GetProperty(name).GetString()!);

        long L(string name) => long.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
    }
}
