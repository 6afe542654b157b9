using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Allora.TestData;
using Topic67.Worker.Tests.Processes;

namespace Topic67.Worker.Tests.Commands;

/// <summary>Types the commands of a section of docs/topic67-operator.md, in their order, as an operator would.</summary>
/// <param name="state">The state folder.</param>
/// <param name="folder">The current folder.</param>
/// <param name="args">Arguments of the worker's own commands.</param>
/// <param name="environment">The worker's environment.</param>
internal sealed partial class PageSteps(string state, string folder, string[] args, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>The outputs of the section's commands. The commands that stop or start something are left out.</summary>
    public async Task<string> TypeAsync(string section)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Data.RepoRoot, "docs", "topic67-operator.md"), TestContext.Current.CancellationToken);
        var text = page[page.IndexOf($"## {section}", StringComparison.Ordinal)..];
        text = text[..text.IndexOf("\n## ", 4, StringComparison.Ordinal)];
        var said = new StringBuilder();
        foreach (var command in Commands().Matches(text).Select(static match => match.Groups[1].Value).Where(static command => command != "Topic67.Worker stop").Distinct())
            said.Append("$ ").AppendLine(command).AppendLine(await RunAsync(command));
        return said.ToString();
    }

    private async Task<string> RunAsync(string command)
    {
        if (command.StartsWith("Topic67.Worker ", StringComparison.Ordinal))
        {
            var run = await WorkerProcess.RunAsync([command.Split(' ')[1], .. args], environment, folder);
            return $"{run.Output}{run.Error} (exit code {run.Code})";
        }

        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", command.Replace("allora-state", state, StringComparison.Ordinal) + " 2>&1"]) { RedirectStandardOutput = true })!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output.Trim();
    }

    [GeneratedRegex("`((?:Topic67\\.Worker|tail|grep) [^`]+)`")]
    private static partial Regex Commands();
}
