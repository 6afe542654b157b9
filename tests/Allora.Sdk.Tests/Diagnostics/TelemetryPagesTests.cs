using System.Text.Json;
using System.Text.RegularExpressions;
using Allora.Sdk.Diagnostics;
using Allora.TestData;

namespace Allora.Sdk.Tests.Diagnostics;

/// <summary>docs/events.md, docs/metrics.md and the dashboard say what the assembly does.</summary>
public sealed partial class TelemetryPagesTests
{
    [Fact]
    public void Event_ids_are_unique() => Assert.Empty(TelemetryPages.Events.GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => string.Join(", ", g)));

    [Fact]
    public void Every_log_message_is_listed_as_it_is()
    {
        var page = TelemetryPages.Read("docs", "events.md");
        var start = page.IndexOf("| id |", StringComparison.Ordinal);
        Assert.True(start > 0, "docs/events.md has no table");
        var expected = TelemetryPages.EventsTable();
        if (page[start..] != expected && Environment.GetEnvironmentVariable(TelemetryPages.Update) == "1")
            File.WriteAllText(Path.Combine(Data.RepoRoot, "docs", "events.md"), page[..start] + expected);
        else
            Assert.True(page[start..] == expected, $"docs/events.md is not what the code says: run this test with {TelemetryPages.Update}=1 and commit the page.");
    }

    [Fact]
    public void Every_metric_is_documented_and_no_other()
    {
        var page = TelemetryPages.Read("docs", "metrics.md");
        var rows = MetricRow().Matches(page).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.Equal(TelemetryPages.Metrics.Order(), rows.Order());
    }

    [Fact]
    public void The_dashboard_asks_for_metrics_that_exist_and_for_all_of_them()
    {
        using var dashboard = JsonDocument.Parse(TelemetryPages.Read("deploy", "grafana", "allora-workers.json"));
        var asked = Expressions(dashboard.RootElement).SelectMany(e => PrometheusName().Matches(e)).Select(m => m.Value).ToHashSet();
        // The page's second column is what Prometheus calls them.
        var known = PrometheusRow().Matches(TelemetryPages.Read("docs", "metrics.md")).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.Equal(TelemetryPages.Metrics.Count, known.Count);
        Assert.Empty(asked.Select(Plain).Except(known));
        Assert.Empty(known.Except(asked.Select(Plain)));

        static string Plain(string name) => HistogramPart().Replace(name, "");
    }

    [Fact]
    public void Attribute_values_are_spelled_in_lower_case() =>
        Assert.Equal(("already_submitted", "window_ended"), (TelemetryTags.Of(SubmissionStatus.AlreadySubmitted), TelemetryTags.Of(AlloraErrorReason.WindowEnded)));

    private static IEnumerable<string> Expressions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p =>
            p is { Name: "expr", Value.ValueKind: JsonValueKind.String } ? [p.Value.GetString()!] : Expressions(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Expressions),
        _ => [],
    };

    [GeneratedRegex(@"^\| `(allora\.[a-z.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex(@"^\| `allora\.[a-z.]+` \| `(allora_[A-Za-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex PrometheusRow();

    [GeneratedRegex(@"\ballora_[a-zA-Z_]+(?=[\[{])")]
    private static partial Regex PrometheusName();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}
