using System.Text.RegularExpressions;
using Allora.Sdk;
using Allora.TestData;

namespace Allora.Docs.Tests.Messages;

/// <summary>docs/troubleshooting.md tells of every state and reason there is, and of no message that is gone.</summary>
public partial class TroubleshootingTests
{
    private static readonly Page Troubles = Page.Of("docs/troubleshooting.md");

    [Fact]
    public void Every_state_is_told() => Nothing.In(Missing<WorkerState>());

    [Fact]
    public void Every_fate_that_is_no_success_is_told() =>
        Nothing.In(Missing<SubmissionStatus>().Except([nameof(SubmissionStatus.Broadcast), nameof(SubmissionStatus.Included), nameof(SubmissionStatus.DryRun)]));

    [Fact]
    public void Every_reason_is_told() => Nothing.In(Missing<AlloraErrorReason>());

    [Fact]
    public void Every_message_is_one_of_the_code()
    {
        var sources = string.Concat(new[] { "src", "samples" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Data.RepoRoot, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));

        var gone =
            from line in Troubles.Lines.Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.StartsWith('|')
            from Match code in Code().Matches(line.Text)
            where code.Value.Contains(' ', StringComparison.Ordinal) && !code.Value.StartsWith("`allora ", StringComparison.Ordinal)
            from part in code.Groups[1].Value.Split("...").Select(part => part.Trim())
            where !sources.Contains(part, StringComparison.Ordinal)
            select $"{Troubles.Name}:{line.Number}: \"{part}\"";

        Nothing.In(gone);
    }

    private static IEnumerable<string> Missing<T>()
        where T : struct, Enum =>
        Enum.GetNames<T>().Where(name => !Troubles.Lines.Any(line => line.StartsWith('|') && line.Contains($"`{name}`", StringComparison.Ordinal)));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
