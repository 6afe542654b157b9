using System.Diagnostics;
using System.Text.RegularExpressions;
using Allora.Sdk.Diagnostics;
using Allora.Sdk.Workers.Telemetry;
using Allora.TestData;

namespace Allora.Sdk.Tests.Diagnostics;

/// <summary>The alert rules in deploy/prometheus name metrics and states as the library does, and leave out no state that waits for somebody.</summary>
public sealed partial class AlertRulesTests
{
    private static string Folder => Path.Combine(Data.RepoRoot, "deploy", "prometheus");

    private static string Rules => File.ReadAllText(Path.Combine(Folder, "allora-alerts.yml"));

    [Fact]
    public void Every_state_in_which_no_window_is_answered_has_an_alert()
    {
        var named = StateText().Matches(Rules).SelectMany(static match => match.Groups["states"].Value.Split('|')).ToHashSet();
        var waiting = Enum.GetValues<WorkerState>().Where(StatusBoard.IsWaiting).Append(WorkerState.Standby)
            .Where(static state => state != WorkerState.WaitingForActivity).Select(TelemetryTags.Of).ToHashSet();
        Assert.Equal(waiting.Order(), named.Order());
    }

    [Fact]
    public void Every_metric_is_on_the_page()
    {
        var page = TelemetryPages.Read("docs", "metrics.md");
        Assert.All(Metric().Matches(Rules).Select(static match => match.Value).Distinct(), metric => Assert.Contains($"`{metric}`", page, StringComparison.Ordinal));
        Assert.All(Regex.Matches(Rules, "alert: (\\w+)").Select(static match => match.Groups[1].Value), alert => Assert.Contains($"`{alert}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Promtool_fires_exactly_the_expected_alert_in_each_case()
    {
        var promtool = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(static folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        if (promtool is null)
            Assert.Skip("promtool is not installed (Debian: prometheus)");
        using var process = Process.Start(new ProcessStartInfo(promtool, ["test", "rules", "allora-alerts.test.yml"]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
    }

    [GeneratedRegex("allora_worker_state=~?\"(?<states>[^\"]+)\"")]
    private static partial Regex StateText();

    [GeneratedRegex("\\ballora_(worker_ready|worker_windows_settled_total|chain_upgrade_blocks)\\b")]
    private static partial Regex Metric();
}
