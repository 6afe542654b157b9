using System.Diagnostics;
using System.Text.RegularExpressions;
using Allora.TestData;
using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Commands;

/// <summary>The commands that docs/topic67-operator.md tells an operator to type, typed.</summary>
public sealed partial class OperatorsPageTests
{
    [Fact]
    public async Task EveryLogCommandOfThePageRunsAsWritten()
    {
        await using var scene = await Scene.StartAsync();
        await using var worker = scene.Worker(["--simulated", "--windows", "1"]);
        await worker.LineAsync("state: Ready");
        Assert.Equal(0, await worker.ExitAsync(scene.StepAsync));
        var page = File.ReadAllText(Path.Combine(Data.RepoRoot, "docs", "topic67-operator.md"));
        var commands = Inline().Matches(page).Select(m => m.Groups[1].Value).Concat(page.Split('\n').Where(l => Line().IsMatch(l))).Distinct().ToList();
        Assert.True(commands.Count >= 6, string.Join('\n', commands));
        var jq = (await BashAsync("command -v jq || true")).Output.Length > 0;
        foreach (var command in commands.Where(c => jq || !c.Contains("jq", StringComparison.Ordinal)))
        {
            var (_, error) = await BashAsync(command.Replace("allora-state", scene.State, StringComparison.Ordinal));
            Assert.True(error.Length == 0, $"{command}\n{error}");
        }

        Assert.SkipWhen(!jq, $"jq is absent: {commands.Count(c => c.Contains("jq", StringComparison.Ordinal))} of {commands.Count} commands were not run");
    }

    [GeneratedRegex("`((?:tail|grep) [^`]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex("^(tail|grep) ")]
    private static partial Regex Line();

    private static async Task<(string Output, string Error)> BashAsync(string command)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (output.Trim(), await error);
    }
}
