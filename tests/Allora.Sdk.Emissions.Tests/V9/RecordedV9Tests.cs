using System.Text.Json;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Topics;
using Allora.TestData;

namespace Allora.Sdk.Emissions.Tests.V9;

/// <summary>Blocks 74 and 84 of a v0.16.0 node: an inference of two inferers, their losses, and what was paid for them.</summary>
public sealed class RecordedV9Tests
{
    private const string First = "allo1swm0tmgv744p9gnxeue92nawawjpy8z50p8qmf";
    private const string Second = "allo1y5psu8wxvqt5ldcwr4dhedgxd8fk6jmzejmsp3";
    private const string Reputer = "allo1dxerkad3t8fd0kn0xkg2437f6yz66g7ztglf6z";

    private static readonly TopicParameters Topic = new() { EpochLength = 20, GroundTruthLag = 20, WorkerSubmissionWindow = 10 };

    private static readonly EmissionsParameters Parameters = new();

    private static readonly List<(string Name, Dictionary<string, string> Attributes)> Events = ReadEvents();

    [Fact]
    public void A_first_inference_of_two_is_their_mean()
    {
        var result = WorkerClose.Run(
            TopicLedger.Empty, [new WorkerValues(First, [Dec.Parse("0.0123")]), new WorkerValues(Second, [Dec.Parse("0.0123")])], [], Topic, Parameters, EmissionsVersion.V9);
        var recorded = Bundle("NetworkInferences", "1");
        Assert.Equal(recorded.GetProperty("combined_value").GetString(), result.Inference!.Combined[0].ToString());
        Assert.Equal(recorded.GetProperty("naive_value").GetString(), result.Inference!.Naive[0].ToString());
        Assert.Equal(Texts(recorded.GetProperty("one_out_inferer_values")), result.Inference!.OneOutInferers.Select(static one => one.Values[0].ToString()));
        Assert.Equal(Attribute("NetworkInferenceInfererWeightsSet", "1", "weights"), result.Inference!.InfererWeights.Select(static one => one.Value.ToString()));
        Assert.Equal(Attribute("NetworkInferenceInfererRegretsUsedSet", "1", "regrets"), result.Inference!.InfererRegretsUsed.Select(static one => one.Value.ToString()));
    }

    [Fact]
    public void A_single_inferer_is_the_network()
    {
        var result = WorkerClose.Run(TopicLedger.Empty, [new WorkerValues(Second, [Dec.Parse("0.0123")])], [], Topic, Parameters, EmissionsVersion.V9);
        var recorded = Bundle("OutlierResistantNetworkInferences", "2");
        Assert.Equal(recorded.GetProperty("combined_value").GetString(), result.OutlierResistant!.Combined[0].ToString());
        Assert.Empty(result.Inference!.InfererWeights);
    }

    [Fact]
    public void Losses_regrets_scores_and_rewards_are_the_recorded_ones()
    {
        var loss = Dec.Parse(Bundle("NetworkLossSet", "1").GetProperty("combined_value").GetString()!).Reduced();
        var submitted = new LossBundle
        {
            Combined = loss,
            Naive = loss,
            Inferers = [new(First, loss), new(Second, loss)],
            OneOutInferers = [new(First, loss), new(Second, loss)],
        };
        var stake = Dec.Parse("100000000000000000000");
        var closed = ReputerClose.Run(TopicLedger.Empty, 44, [new ReputerLosses(Reputer, stake, submitted)], Topic, Parameters);
        Assert.Equal(Bundle("NetworkLossSet", "1").GetProperty("combined_value").GetString(), closed.Losses.Combined.ToString());
        Assert.Equal(Attribute("InfererNetworkRegretSet", "1", "regrets"), closed.InfererRegrets.Select(static one => one.Value.ToString()));
        Assert.Equal(Attribute("NaiveInfererNetworkRegretSet", "1", "regrets"), closed.NaiveRegrets.Select(static one => one.Value.ToString()));
        Assert.Equal(Attribute("TopicInitialRegretSet", "1", "regret"), [closed.Ledger.InitialRegret.ToString()]);
        Assert.Equal(Attribute("RegretStdNormSet", "1", "stdnorm"), [closed.Ledger.RegretScale.ToString()]);
        Assert.Equal(Attribute("InfererWeightsSet", "1", "weights"), closed.InfererWeights.Select(static one => one.Value.ToString()));

        // Both submitted before: their heights are set, so that the averages do not start with the first score.
        var ledger = WithHeights(closed.Ledger);
        var reward = Dec.Parse(Attribute("TopicRewardsSet", null, "rewards")[0]);
        var paid = RewardDistribution.Run(ledger, 44, reward, _ => stake.Truncate(), Topic, Parameters);
        Assert.Null(paid.Failure);
        Assert.Equal(
            Scores("ScoresSet", "ACTOR_TYPE_REPUTER").Concat(Scores("ScoresSet", "ACTOR_TYPE_INFERER_UNSPECIFIED")),
            paid.ReputerScoring!.Scores.Concat(paid.InfererScores).Select(static one => one.Value.ToString()));
        Assert.Equal(
            Scores("EMAScoresSet", "ACTOR_TYPE_REPUTER").Concat(Scores("EMAScoresSet", "ACTOR_TYPE_INFERER_UNSPECIFIED")),
            paid.ReputerEmaScores.Concat(paid.InfererEmaScores).Select(static one => one.Value.ToString()));
        Assert.Equal("10.00000000000000000000000000000000", paid.Ledger.Reputers.InitialScore.ToString());
        Assert.Equal("0.000000000000000000000000000000000", paid.Ledger.Inferers.InitialScore.ToString());
        Assert.Equal(Attribute("ListeningCoefficientsSet", "1", "coefficients"), paid.ReputerScoring.Coefficients.Select(static one => one.Value.ToString()));
        Assert.Equal(Attribute("ForecastTaskScoreSet", "1", "score"), [paid.TaskUtility!.Value.ToString()]);
        Assert.Equal(
            Events.Where(static one => one.Name == "RewardsSettled").SelectMany(static one => Strings(one.Attributes["rewards"])),
            paid.InfererRewards.Concat(paid.ReputerRewards).Select(static one => one.Value.ToString()));
    }

    [Theory]
    [InlineData("999798852708668306944", "999698294236098418893", "100558472569888050")]
    [InlineData("999798852708668306714", "999698294236098418663", "100558472569888050")]
    public void Fee_revenue_drips_as_recorded(string before, string after, string drip)
    {
        var dripped = TopicWeights.Drip(Dec.Parse(before).Truncate(), 20, Parameters);
        Assert.Equal((after, drip), (((Dec)dripped.Revenue).ToString(), ((Dec)dripped.Amount).ToString()));
    }

    private static TopicLedger WithHeights(TopicLedger ledger) => ledger with
    {
        Inferers = ledger.Inferers with { EmaScores = ledger.Inferers.EmaScores.Add(First, new(44, Dec.Zero)).Add(Second, new(44, Dec.Zero)) },
        Reputers = ledger.Reputers with { EmaScores = ledger.Reputers.EmaScores.Add(Reputer, new(44, Dec.Zero)) },
    };

    private static List<(string Name, Dictionary<string, string> Attributes)> ReadEvents()
    {
        var events = new List<(string, Dictionary<string, string>)>();
        foreach (var frame in Data.Capture("ws-v9.json").EnumerateArray())
        {
            using var message = JsonDocument.Parse(frame.GetProperty("text").GetString()!);
            if (!message.RootElement.GetProperty("result").TryGetProperty("data", out var data) || !data.GetProperty("value").TryGetProperty("events", out var list))
                continue;
            events.AddRange(list.EnumerateArray()
                .Where(static one => one.GetProperty("type").GetString()!.StartsWith("emissions.v9.Event", StringComparison.Ordinal))
                .Select(static one => (
                    one.GetProperty("type").GetString()!["emissions.v9.Event".Length..],
                    one.GetProperty("attributes").EnumerateArray().ToDictionary(
                        static attribute => attribute.GetProperty("key").GetString()!, static attribute => attribute.GetProperty("value").GetString()!))));
        }

        return events;
    }

    private static Dictionary<string, string> Event(string name, string? topic) =>
        Events.First(one => one.Name == name && (topic is null || one.Attributes["topic_id"] == $"\"{topic}\"")).Attributes;

    private static List<string> Attribute(string name, string? topic, string key) => Strings(Event(name, topic)[key]);

    private static List<string> Scores(string name, string role) =>
        Strings(Events.First(one => one.Name == name && one.Attributes["actor_type"] == $"\"{role}\"").Attributes["scores"]);

    private static JsonElement Bundle(string name, string topic) => Json(Event(name, topic)["bundle"]);

    private static List<string> Strings(string json) => Json(json) is { ValueKind: JsonValueKind.Array } list ? Texts(list) : [Json(json).GetString()!];

    private static List<string> Texts(JsonElement list) => [.. list.EnumerateArray().Select(static one => one.GetString()!)];

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
