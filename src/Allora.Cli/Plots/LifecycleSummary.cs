using System.Globalization;
using System.Text.Json.Nodes;
using Allora.Cli.Running;

namespace Allora.Cli.Plots;

/// <summary>A lifecycle in words and in JSON.</summary>
internal static class LifecycleSummary
{
    /// <summary>The subtitle of the picture.</summary>
    public static IEnumerable<string> Lines(Lifecycle lifecycle)
    {
        if (lifecycle.Worker is { } worker)
            yield return string.Join(", ", [$"{worker[..10]}...{worker[^6..]}: {Counts(lifecycle)}", .. Late(lifecycle) is { } late ? [late] : Array.Empty<string>()]);
        yield return $"{lifecycle.Windows.Count} windows, heights {lifecycle.Windows[0].Nonce} to {lifecycle.Windows[^1].End}, {Time(lifecycle.Windows[0].Opened)} to {Time(lifecycle.Windows[^1].Closes)} UTC";
    }

    public static JsonObject Json(Lifecycle lifecycle) => new()
    {
        ["chain"] = lifecycle.ChainId,
        ["topic"] = lifecycle.Topic.Id,
        ["worker"] = lifecycle.Worker,
        ["height"] = lifecycle.Head.Height,
        ["windows"] = new JsonArray([.. lifecycle.Windows.Select(static window => Json(window))]),
    };

    /// <summary>For people: the counts, each on a line.</summary>
    public static JsonObject Fields(Lifecycle lifecycle)
    {
        var fields = new JsonObject
        {
            ["windows"] = lifecycle.Windows.Count,
            ["heights"] = $"{lifecycle.Windows[0].Nonce} to {lifecycle.Windows[^1].End}",
            ["from"] = Time(lifecycle.Windows[0].Opened) + " UTC",
        };
        if (lifecycle.Worker is not null)
        {
            foreach (var status in Enum.GetValues<WindowStatus>().Reverse())
                fields[Name(status)] = lifecycle.Count(status);
            fields["in_block"] = Late(lifecycle);
        }

        return fields;
    }

    private static string Counts(Lifecycle lifecycle) => string.Join(", ", Enum.GetValues<WindowStatus>().Reverse()
        .Where(status => lifecycle.Count(status) > 0).Select(status => $"{lifecycle.Count(status)} {Name(status)}"));

    // The median: one late window must not hide that the others were early.
    private static string? Late(Lifecycle lifecycle)
    {
        var late = lifecycle.Windows.Where(static window => window.Submission is { Succeeded: true }).Select(static window => window.Submission!.Height - window.Nonce).Order().ToList();
        return late.Count == 0 ? null : $"in a block {late[late.Count / 2]} after the opening (median), {late[^1]} at the latest";
    }

    private static JsonObject Json(LifecycleWindow window) => new()
    {
        ["nonce"] = window.Nonce,
        ["opened"] = window.Opened.UtcDateTime,
        ["end"] = window.End,
        ["closes"] = window.Closes.UtcDateTime,
        ["closed"] = window.IsClosed,
        ["status"] = Name(window.Status),
        ["height"] = window.Submission?.Height,
        ["blocks_after_opening"] = window.Submission is { } sent ? sent.Height - window.Nonce : null,
        ["hash"] = window.Submission?.Hash,
        ["value"] = window.Submission is { } own ? LabelValues.Json(own.Values) : null,
        ["forecasts"] = window.Submission?.Forecasts,
        ["error"] = window.Submission?.Error,
        ["network"] = window.Network.Count > 0 ? LabelValues.Json(window.Network) : null,
        ["inferers"] = window.Inferers,
        ["score"] = window.Score,
    };

    private static string Name(WindowStatus status) => status.ToString().ToLowerInvariant();

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
