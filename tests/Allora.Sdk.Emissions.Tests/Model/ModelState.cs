using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Sortition;

namespace Allora.Sdk.Emissions.Tests.Model;

/// <summary>The library's values in the shape in which the model writes them.</summary>
internal static class ModelState
{
    public static JsonObject Of(NetworkInferenceBundle bundle) => new()
    {
        ["combined"] = Vector(bundle.Combined),
        ["naive"] = Vector(bundle.Naive),
        ["forecasters"] = Map(bundle.Forecasters),
        ["one_out_inferers"] = Map(bundle.OneOutInferers),
        ["one_out_forecasters"] = Map(bundle.OneOutForecasters),
        ["one_in_forecasters"] = Map(bundle.OneInForecasters),
        ["cells"] = Object(bundle.OneOutInfererForecasters.Select(static row => (row.Forecaster, (JsonNode)Map(row.WithheldInferers)))),
        ["weights"] = Map(bundle.InfererWeights),
        ["forecaster_weights"] = Map(bundle.ForecasterWeights),
        ["regrets"] = Map(bundle.InfererRegretsUsed),
        ["forecaster_regrets"] = Map(bundle.ForecasterRegretsUsed),
    };

    public static JsonObject Of(LossBundle losses) => new()
    {
        ["combined"] = losses.Combined.ToString(),
        ["naive"] = losses.Naive.ToString(),
        ["inferers"] = Map(losses.Inferers),
        ["forecasters"] = Map(losses.Forecasters),
        ["one_out_inferers"] = Map(losses.OneOutInferers),
        ["one_out_forecasters"] = Map(losses.OneOutForecasters),
        ["one_in_forecasters"] = Map(losses.OneInForecasters),
        ["cells"] = Object(losses.OneOutInfererForecasters.Select(static row => (row.Forecaster, (JsonNode)Map(row.WithheldInferers)))),
    };

    public static JsonObject Scores(TopicLedger ledger, long nonce) =>
        Roles(role => Map(ledger.Of(role).ScoresByNonce.GetValueOrDefault(nonce, [])));

    public static JsonObject Of(TopicLedger ledger)
    {
        var book = ledger.Regrets;
        return new JsonObject
        {
            ["initial_regret"] = ledger.InitialRegret.ToString(),
            ["regret_scale"] = ledger.RegretScale.ToString(),
            ["median"] = ledger.Outliers.Median.ToString(),
            ["mad"] = ledger.Outliers.Mad.ToString(),
            ["tau"] = ledger.ScoreRatio.ToString(),
            ["coefficients"] = Object(ledger.ListeningCoefficients.Select(static one => (one.Key, (JsonNode)one.Value.ToString()))),
            ["regrets"] = new JsonObject
            {
                ["inferer"] = Singles(book.Inferer),
                ["forecaster"] = Singles(book.Forecaster),
                ["naive"] = Singles(book.NaiveInferer),
                ["oi_i"] = Pairs(book.OneOutInfererInferer),
                ["oi_f"] = Pairs(book.OneOutInfererForecaster),
                ["of_i"] = Pairs(book.OneOutForecasterInferer),
                ["of_f"] = Pairs(book.OneOutForecasterForecaster),
                ["in"] = Pairs(book.OneInForecaster),
            },
            ["roles"] = Roles(role => Of(ledger.Of(role))),
        };
    }

    public static JsonArray List(IEnumerable<WorkerValue> values) => [.. values.Select(static one => (JsonNode)one.Value.ToString())];

    public static JsonObject Map(IEnumerable<WorkerValue> values) => Object(values.Select(static one => (one.Worker, (JsonNode)one.Value.ToString())));

    private static JsonObject Of(RoleLedger role) => new()
    {
        ["ema"] = Object(role.EmaScores.Select(static one => (one.Key, (JsonNode)new JsonArray(one.Value.BlockHeight, one.Value.Score.ToString())))),
        ["quantile"] = role.QuantileScore.ToString(),
        ["first"] = role.InitialScore.ToString(),
        ["lowest"] = role.Lowest is { } lowest ? new JsonArray(lowest.Address, lowest.BlockHeight, lowest.Score.ToString()) : null,
        ["fractions"] = Object(role.RewardFractions.Select(static one => (one.Key, (JsonNode)one.Value.ToString()))),
        ["included"] = Object(role.Inclusions.Select(static one => (one.Key, (JsonNode)one.Value))),
    };

    private static JsonObject Roles(Func<ActorRole, JsonObject> of) => new()
    {
        ["inferer"] = of(ActorRole.Inferer),
        ["forecaster"] = of(ActorRole.Forecaster),
        ["reputer"] = of(ActorRole.Reputer),
    };

    private static JsonObject Singles(ImmutableDictionary<string, TimestampedValue> family) =>
        Object(family.Select(static one => (one.Key, (JsonNode)one.Value.Value.ToString())));

    private static JsonObject Pairs(ImmutableDictionary<(string First, string Second), TimestampedValue> family) =>
        Object(family.Select(static one => ($"{one.Key.First}|{one.Key.Second}", (JsonNode)one.Value.Value.ToString())));

    private static JsonObject Map(ImmutableArray<WorkerValues> values) => Object(values.Select(static one => (one.Worker, (JsonNode)Vector(one.Values))));

    private static JsonArray Vector(ImmutableArray<Dec> values) => [.. values.Select(static value => (JsonNode)value.ToString())];

    private static JsonObject Object(IEnumerable<(string Name, JsonNode Value)> members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members)
            json[name] = value;
        return json;
    }
}
