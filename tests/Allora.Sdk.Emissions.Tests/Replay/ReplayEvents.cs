using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Sortition;
using Allora.TestData.Epochs;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>Events in the form in which a node of v10 writes them.</summary>
internal static class ReplayEvents
{
    public static RecordedEvent Of(string name, params (string Key, JsonNode? Value)[] attributes) =>
        new("Event" + name, new SortedDictionary<string, JsonNode?>(attributes.ToDictionary(static pair => pair.Key, static pair => pair.Value), StringComparer.Ordinal));

    public static JsonNode Text(Dec value) => EventValues.Clamp(value).ToString();

    public static JsonNode Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static JsonNode Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    public static JsonNode Text(System.Numerics.BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    public static JsonArray List(IEnumerable<Dec> values) => new([.. values.Select(static value => Text(value))]);

    public static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(static name => (JsonNode)name)]);

    public static JsonArray Names(ImmutableArray<WorkerValue> values) => Names(values.Select(static one => one.Worker));

    public static JsonArray Values(ImmutableArray<WorkerValue> values) => List(values.Select(static one => one.Value));

    public static JsonArray Vectors(ImmutableArray<WorkerValues> values) => new([.. values.Select(static one => List(one.Values))]);

    public static string Role(ActorRole role) => role switch
    {
        ActorRole.Inferer => "ACTOR_TYPE_INFERER_UNSPECIFIED",
        ActorRole.Forecaster => "ACTOR_TYPE_FORECASTER",
        _ => "ACTOR_TYPE_REPUTER",
    };

    public static RecordedEvent EmaScores(ulong topic, ActorRole role, long nonce, ImmutableArray<WorkerValue> scores, bool active) => Of(
        "EMAScoresSet",
        ("actor_type", Role(role)),
        ("addresses", Names(scores)),
        ("is_active", new JsonArray([.. scores.Select(_ => (JsonNode)active)])),
        ("nonce", Text(nonce)),
        ("scores", Values(scores)),
        ("topic_id", Text(topic)));

    public static RecordedEvent Bundle(ulong topic, long nonce, NetworkInferenceBundle bundle, IEnumerable<string> labels, bool resistant) => Of(
        "NetworkInferenceBundle",
        ("combined_value", List(bundle.Combined)),
        ("forecaster_addresses", Names(bundle.Forecasters.Select(static one => one.Worker))),
        ("forecaster_values", Vectors(bundle.Forecasters)),
        ("inferer_addresses", Names(bundle.Inferers.Select(static one => one.Worker))),
        ("inferer_values", Vectors(bundle.Inferers)),
        ("label_names", Names(labels)),
        ("naive_value", List(bundle.Naive)),
        ("nonce", Text(nonce)),
        ("one_in_forecaster_values", Vectors(bundle.OneInForecasters)),
        ("one_out_forecaster_values", Vectors(bundle.OneOutForecasters)),
        ("one_out_inferer_forecaster_values", new JsonArray([.. bundle.OneOutInfererForecasters.Select(static row => Vectors(row.WithheldInferers))])),
        ("one_out_inferer_values", Vectors(bundle.OneOutInferers)),
        ("outlier_resistant", resistant),
        ("topic_id", Text(topic)));

    /// <summary>A loss bundle: lists by address, and a matrix of forecasters and inferers with NaN for gaps.</summary>
    public static JsonObject Losses(LossBundle losses) => new()
    {
        ["extra_data"] = null,
        ["combined_value"] = Text(losses.Combined),
        ["naive_value"] = Text(losses.Naive),
        ["inferer_addresses"] = Names(losses.Inferers),
        ["forecaster_addresses"] = Names(losses.Forecasters),
        ["inferer_values"] = Values(losses.Inferers),
        ["forecaster_values"] = Values(losses.Forecasters),
        ["one_out_inferer_values"] = Values(losses.OneOutInferers),
        ["one_out_forecaster_values"] = Values(losses.OneOutForecasters),
        ["one_in_forecaster_values"] = Values(losses.OneInForecasters),
        ["one_out_inferer_forecaster_values"] = losses.OneOutInfererForecasters.Length == 0
            ? []
            : new JsonArray([.. losses.Forecasters.Select(one => Row(losses, one.Worker))]),
    };

    private static JsonArray Row(LossBundle losses, string forecaster)
    {
        var cells = losses.OneOutInfererForecasters.FirstOrDefault(row => row.Forecaster == forecaster)?.WithheldInferers ?? [];
        return List(losses.Inferers.Select(inferer => cells.FirstOrDefault(cell => cell.Worker == inferer.Worker) is { Worker: not null } cell ? cell.Value : Dec.NaN));
    }
}
