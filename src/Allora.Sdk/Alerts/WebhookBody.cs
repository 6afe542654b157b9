using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Allora.Sdk.Alerts;

/// <summary>The body of a request: the form of Prometheus Alertmanager's webhook, version 4, with a line of text for chats beside it.</summary>
internal sealed record WebhookBody
{
    private const int LinesInText = 10;
    private const string Firing = "firing";
    private const string Resolved = "resolved";

    public string Version { get; init; } = "4";

    public string GroupKey { get; init; } = "{}";

    public int TruncatedAlerts { get; init; }

    public required string Status { get; init; }

    public string Receiver { get; init; } = "allora";

    public Dictionary<string, string> GroupLabels { get; init; } = [];

    public required Dictionary<string, string> CommonLabels { get; init; }

    public required Dictionary<string, string> CommonAnnotations { get; init; }

    [JsonPropertyName("externalURL")]
    public string ExternalUrl { get; init; } = "";

    public required IReadOnlyList<WebhookAlert> Alerts { get; init; }

    /// <summary>One line for chats.</summary>
    public required string Text { get; init; }

    public static WebhookBody Of(IReadOnlyList<WorkerAlert> alerts)
    {
        WebhookAlert[] all = [.. alerts.Select(Of)];
        var lines = all.Take(LinesInText).Select(static alert => $"[{alert.Status.ToUpperInvariant()}] {alert.Labels["alertname"]}: {Plain(alert.Annotations["summary"])}");
        return new WebhookBody
        {
            Status = all.Any(static alert => alert.Status == Firing) ? Firing : Resolved,
            CommonLabels = Common(all, static alert => alert.Labels),
            CommonAnnotations = Common(all, static alert => alert.Annotations),
            Alerts = all,
            Text = string.Join("; ", lines) + (all.Length > LinesInText ? string.Create(CultureInfo.InvariantCulture, $"; and {all.Length - LinesInText} more") : ""),
        };
    }

    private static WebhookAlert Of(WorkerAlert alert)
    {
        var labels = Labels(alert);
        return new WebhookAlert
        {
            Status = alert.Resolved is null ? Firing : Resolved,
            Labels = labels,
            Annotations = new() { ["summary"] = alert.Detail },
            StartsAt = alert.Since.UtcDateTime,
            EndsAt = alert.Resolved?.UtcDateTime ?? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc),
            Fingerprint = Fingerprint(labels),
        };
    }

    private static Dictionary<string, string> Labels(WorkerAlert alert)
    {
        Dictionary<string, string> labels = new()
        {
            ["alertname"] = $"Allora{alert.Kind}",
            ["severity"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(alert.Severity.ToString()),
            ["allora_chain_id"] = alert.ChainId,
        };
        if (alert.Wallet is { } wallet)
            labels["allora_wallet_address"] = wallet;
        if (alert.TopicId is { } topic)
            labels["allora_topic_id"] = topic.ToString(CultureInfo.InvariantCulture);
        if (alert.About is { } about)
            labels[alert.Kind == AlertKind.WorkerWaits ? "allora_worker_state" : "allora_upgrade_name"] = about;
        return labels;
    }

    private static string Fingerprint(Dictionary<string, string> labels)
    {
        var text = string.Join('\n', labels.OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => $"{label.Key}={label.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    private static Dictionary<string, string> Common(WebhookAlert[] alerts, Func<WebhookAlert, Dictionary<string, string>> of) =>
        of(alerts[0]).Where(pair => alerts.All(alert => of(alert).TryGetValue(pair.Key, out var value) && value == pair.Value)).ToDictionary();

    // A node's text must not call all members of a channel, or be a link.
    private static string Plain(string text) => text.Replace('<', '(').Replace('>', ')').Replace("@", " at ", StringComparison.Ordinal);
}

/// <summary>One alert of a request.</summary>
internal sealed record WebhookAlert
{
    public required string Status { get; init; }

    public required Dictionary<string, string> Labels { get; init; }

    public required Dictionary<string, string> Annotations { get; init; }

    public required DateTime StartsAt { get; init; }

    /// <summary>The year 1 while the alert goes on, as Alertmanager writes it.</summary>
    public required DateTime EndsAt { get; init; }

    [JsonPropertyName("generatorURL")]
    public string GeneratorUrl { get; init; } = "";

    /// <summary>The same for the same alert in every request and process.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>How requests are written. Generated, so that no reflection is needed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class AlertJson : JsonSerializerContext;
