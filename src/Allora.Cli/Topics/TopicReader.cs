using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Sdk;
using Allora.Sdk.Chain;
using Allora.Sdk.Encodings;

namespace Allora.Cli.Topics;

/// <summary>Topics as rows and as detailed views.</summary>
internal static class TopicReader
{
    /// <summary>The highest topic id.</summary>
    public static async Task<ulong> CountAsync(AlloraClient client, CancellationToken cancellationToken)
    {
        var next = await client.GetSchemaNameAsync(cancellationToken) == "v9"
            ? (await client.Services.EmissionsV9.GetNextTopicIdAsync(new Sdk.Protos.Emissions.V9.GetNextTopicIdRequest(), cancellationToken: cancellationToken)).NextTopicId
            : (await client.Services.EmissionsV10.GetNextTopicIdAsync(new Sdk.Protos.Emissions.V10.GetNextTopicIdRequest(), cancellationToken: cancellationToken)).NextTopicId;
        return next == 0 ? 0 : next - 1;
    }

    /// <summary>A topic in a line; null if there is none of that id, or if only active ones are wanted and it is not.</summary>
    public static async Task<JsonObject?> RowAsync(AlloraClient client, ulong id, bool onlyActive, CancellationToken cancellationToken)
    {
        try
        {
            var window = await client.GetWorkerWindowAsync(id, null, cancellationToken);
            if (onlyActive && !window.IsTopicActive)
                return null;
            var topic = await client.GetTopicAsync(id, cancellationToken);
            return new JsonObject
            {
                ["id"] = id,
                ["active"] = window.IsTopicActive,
                ["kind"] = Kind(topic),
                ["loss"] = topic.LossMethod,
                ["epoch_blocks"] = topic.EpochLength,
                ["window"] = Window(window),
                ["about"] = topic.Metadata,
            };
        }
        catch (AlloraException exception) when (exception.Reason == AlloraErrorReason.UnknownTopic)
        {
            return null;
        }
    }

    public static JsonObject Whole(TopicInfo topic, SubmissionWindow window) => new()
    {
        ["id"] = topic.Id,
        ["about"] = topic.Metadata,
        ["creator"] = topic.Creator,
        ["active"] = window.IsTopicActive,
        ["kind"] = Kind(topic),
        ["loss"] = topic.LossMethod,
        ["allow_negative"] = topic.AllowNegative,
        ["labels"] = new JsonArray([.. topic.LabelWhitelist.Select(static label => JsonValue.Create(label))]),
        ["max_labels"] = topic.MaxLabels,
        ["require_unity"] = topic.RequireUnity ? topic.UnityTolerance.ToString() : null,
        ["epoch_blocks"] = topic.EpochLength,
        ["window_blocks"] = topic.WorkerSubmissionWindow,
        ["ground_truth_lag_blocks"] = topic.GroundTruthLag,
        ["last_epoch_ended_at"] = topic.EpochLastEnded,
        ["window"] = Window(window),
        ["height"] = window.Height,
        ["schema"] = topic.Schema,
    };

    private static string Kind(TopicInfo topic) => topic.IsMulti ? "labels" : "value";

    private static string Window(SubmissionWindow window) => window switch
    {
        { IsOpen: true } => string.Create(CultureInfo.InvariantCulture, $"open, nonce {window.Nonce}, until {window.End}"),
        { NextStart: > 0 } => string.Create(CultureInfo.InvariantCulture, $"opens at {window.NextStart}"),
        _ => "closed",
    };
}
