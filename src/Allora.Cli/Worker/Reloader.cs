using System.Text.Json.Nodes;
using Allora.Cli.Running;
using Allora.Cli.Worker.Entries;
using Allora.Cli.Worker.Reloading;
using Allora.Cli.Worker.Reporting;
using Allora.Sdk;
using Allora.Sdk.Wallets;

namespace Allora.Cli.Worker;

/// <summary>Reads the file again and lets the crew follow it. A file that cannot be used changes nothing, and is one warning with all its mistakes.</summary>
/// <param name="crew">The crew.</param>
/// <param name="read">Reads the file.</param>
/// <param name="console">Where the result is written.</param>
/// <param name="changed">Called with the members after a change.</param>
internal sealed class Reloader(WorkerCrew crew, Func<WorkerFile> read, RunConsole console, Action<IReadOnlyList<CrewMember>> changed)
{
    public void Apply(CrewRun run)
    {
        try
        {
            var (change, start, end) = crew.Take(read());
            foreach (var member in end)
                run.End(member);
            foreach (var (member, after) in start)
                run.Start(member, after);
            Report(change);
            changed(crew.Members);
        }
        catch (UsageException wrong)
        {
            Refuse(wrong.Problems);
        }
        catch (Exception wrong) when (wrong is WalletException or AlloraException or FormatException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            Refuse([Problems.Text(wrong)]);
        }
    }

    private void Report(FileChange change)
    {
        var json = new JsonObject { ["started"] = change.New.Count, ["ended"] = change.Gone.Count, ["changed"] = change.Changed.Count, ["same"] = change.Same.Count };
        console.Write(
            "reload", Levels.Information, json,
            change.IsNone ? "the file was read again: nothing has changed"
                : $"the file was read again: {change.New.Count} started, {change.Gone.Count} ended after what they have sent, {change.Changed.Count} started again, {change.Same.Count} as before");
    }

    private void Refuse(IReadOnlyList<string> problems)
    {
        string[] lines = [.. problems.Select(static problem => Shown.OneLine(problem))];
        console.Write(
            "reload_refused", Levels.Warning, new JsonObject { ["problems"] = new JsonArray([.. lines.Select(static line => JsonValue.Create(line))]) },
            $"the file was read again and is not used, the workers run on as before: {string.Join("; ", lines)}");
    }
}
