using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Sortition;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>State that no query shows, in the form of the module's export.</summary>
internal static class ReplayExports
{
    public static JsonNode? Answer(ReplayChain chain, string name) => name switch
    {
        "previous_forecaster_score_ratio" => Decimals(chain, static topic => topic.Ledger.ReputerLosses.IsEmpty ? null : topic.Ledger.ScoreRatio),
        "last_median_inferences" => Decimals(chain, static topic => topic.WorkerCommit is null || topic.Parameters.IsMulti ? null : topic.Ledger.Outliers.Median),
        "mad_inferences" => Decimals(chain, static topic => topic.WorkerCommit is null || topic.Parameters.IsMulti ? null : topic.Ledger.Outliers.Mad),
        "active_inferers" => Active(chain, ActorRole.Inferer),
        "active_forecasters" => Active(chain, ActorRole.Forecaster),
        "active_reputers" => Active(chain, ActorRole.Reputer),
        "monthly_reputer_rewards" => Text(chain.MonthlyReputerRewards),
        "monthly_topic_rewards" => Text(chain.MonthlyTopicRewards),
        "total_sum_previous_topic_weights" => chain.SumOfWeights.ToWireString(),
        _ => null,
    };

    private static string Text(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    private static JsonArray Decimals(ReplayChain chain, Func<ReplayTopic, Dec?> value) => new(
    [
        .. chain.Topics.Values.Where(topic => value(topic) is not null).Select(topic => (JsonNode)new JsonObject
        {
            ["topic_id"] = Text(topic.Id),
            ["dec"] = value(topic)!.Value.ToWireString(),
        }),
    ]);

    private static JsonArray Active(ReplayChain chain, ActorRole role) => new(
    [
        .. chain.Topics.Values.SelectMany(topic => topic.Ledger.Of(role).Active.Select(address => (JsonNode)new JsonObject
        {
            ["topic_id"] = Text(topic.Id),
            ["actor_id"] = address,
        })),
    ]);
}
