using System.CommandLine;
using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Sdk.Chain;

namespace Allora.Cli.Inferences;

/// <summary>allora inferences latest: the network's inference of a topic's newest nonce, with each worker's value.</summary>
internal static class LatestInference
{
    public static Command Create()
    {
        var chain = new ChainOptions();
        var topic = new Argument<ulong>("TOPIC") { Description = "The topic's id." };
        var command = new Command("latest", "Shows the network's inference of the newest nonce, and the values that it was made of.") { topic };
        chain.AddTo(command);
        return command.Runs(async (parsed, screen, cancellationToken) =>
        {
            await using var client = chain.Connect(parsed);
            // The chain answers without values for a topic that does not exist.
            await client.GetTopicAsync(parsed.GetValue(topic), cancellationToken);
            var inference = await client.GetLatestNetworkInferenceAsync(parsed.GetValue(topic), cancellationToken);
            if (screen.IsJson)
            {
                screen.Fields(Json(inference));
                return ExitCodes.Ok;
            }

            screen.Fields(Summary(inference));
            screen.Say("");
            screen.Table([.. Rows("inferer", inference.Inferers), .. Rows("forecaster", inference.Forecasters)], "no worker's value is known");
            return ExitCodes.Ok;
        });
    }

    private static JsonObject Summary(NetworkInference inference) => new()
    {
        ["topic"] = inference.TopicId,
        ["nonce"] = inference.Nonce,
        ["combined"] = inference.Combined?.ToString(),
        ["naive"] = inference.Naive?.ToString(),
        ["inferers"] = inference.Inferers.Count,
        ["forecasters"] = inference.Forecasters.Count,
    };

    private static JsonObject Json(NetworkInference inference) => new()
    {
        ["topic"] = inference.TopicId,
        ["nonce"] = inference.Nonce,
        ["combined"] = Json(inference.Combined),
        ["naive"] = Json(inference.Naive),
        ["inferers"] = new JsonObject(inference.Inferers.Select(static one => KeyValuePair.Create<string, JsonNode?>(one.Worker, Json(one.Value)))),
        ["forecasters"] = new JsonObject(inference.Forecasters.Select(static one => KeyValuePair.Create<string, JsonNode?>(one.Worker, Json(one.Value)))),
    };

    // With the chain's digits, as text: a number of JSON is read as a float.
    private static JsonObject? Json(NetworkValue? value) =>
        value is null ? null : LabelValues.Json(value.Exact.ToDictionary(static pair => pair.Key, static pair => pair.Value.ToString()));

    private static IEnumerable<JsonObject> Rows(string role, IEnumerable<WorkerValue> values) =>
        values.Select(value => new JsonObject { ["role"] = role, ["address"] = value.Worker, ["value"] = value.Value.ToString() });
}
