using System.Collections.Immutable;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Sortition;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>The events of scores and rewards.</summary>
internal static class RewardEvents
{
    /// <summary>Scores of reputers, inferers and forecasters, as far as they were reached.</summary>
    public static void EmitScores(Execution run, ulong topicId, long nonce, RewardDistributionResult result)
    {
        var schema = run.State.Schema;
        if (result.ReputerScoring is { } scoring)
        {
            Emit(ActorRole.Reputer, scoring.Scores, result.ReputerEmaScores);
            EmissionsEvents.Emit(run, new EventListeningCoefficientsSet
            {
                ActorType = ActorType.Reputer,
                TopicId = topicId,
                BlockHeight = nonce,
                Addresses = { scoring.Coefficients.Addresses() },
                Coefficients = { scoring.Coefficients.EventTexts(schema) },
            });
        }

        Emit(ActorRole.Inferer, result.InfererScores, result.InfererEmaScores);
        Emit(ActorRole.Forecaster, result.ForecasterScores, result.ForecasterEmaScores);
        if (result.TaskUtility is { } utility)
            EmissionsEvents.Emit(run, new EventForecastTaskScoreSet { TopicId = topicId, NonceBlockHeight = nonce, Score = utility.EventText(schema) });

        void Emit(ActorRole role, ImmutableArray<WorkerValue> scores, ImmutableArray<WorkerValue> averages)
        {
            if (!averages.IsEmpty)
            {
                EmissionsEvents.Emit(run, new EventTopicInitialEmaScoreSet
                {
                    ActorType = Admissions.TypeOf(role),
                    TopicId = topicId,
                    BlockHeight = nonce,
                    Score = result.Ledger.Of(role).InitialScore.EventText(schema),
                });
            }

            if (!scores.IsEmpty)
            {
                EmissionsEvents.Emit(run, new EventScoresSet
                {
                    ActorType = Admissions.TypeOf(role),
                    TopicId = topicId,
                    BlockHeight = nonce,
                    Addresses = { scores.Addresses() },
                    Scores = { scores.EventTexts(schema) },
                });
            }

            if (!averages.IsEmpty)
                Admissions.EmitEmaScores(run, topicId, role, nonce, averages, isActive: true);
        }
    }

    /// <summary>What was paid to a role, not cut to whole tokens; nothing if nobody was paid.</summary>
    public static void EmitSettled(Execution run, ulong topicId, ActorRole role, long nonce, ImmutableArray<WorkerValue> rewards)
    {
        if (rewards.IsEmpty)
            return;
        EmissionsEvents.Emit(run, new EventRewardsSettled
        {
            ActorType = Admissions.TypeOf(role),
            TopicId = topicId,
            BlockHeight = nonce,
            BlockHeightTx = run.Height,
            Addresses = { rewards.Addresses() },
            Rewards = { rewards.EventTexts(run.State.Schema) },
        });
    }
}
