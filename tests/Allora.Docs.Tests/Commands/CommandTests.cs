using System.CommandLine;
using Allora.Cli.Commands;
using Topic67.Competition;
using Topic67.Worker.Commands;

namespace Allora.Docs.Tests.Commands;

/// <summary>Every command that a page names exists, with those options: the program's own parser reads it.</summary>
public class CommandTests
{
    [Fact]
    public void The_tool_knows_its_commands()
    {
        CommandLine[] named =
        [
            .. NamedCommands.Of("allora", "src/Allora.Cli").Where(command => !command.Arguments.Contains("COMMAND")),
            .. NamedCommands.OfTable("docs/cli.md", "## Commands"),
        ];

        Assert.InRange(named.Length, 30, 300);
        Nothing.In(Refused(AlloraCommand.Create(), named));
    }

    [Fact]
    public void The_worker_of_topic_67_knows_its_commands()
    {
        CommandLine[] named = [.. NamedCommands.Of("Topic67.Worker", "samples/Topic67.Worker")];

        Assert.InRange(named.Length, 10, 100);
        Nothing.In(Refused(Entry.Root(_ => null, TextWriter.Null, TextWriter.Null, CancellationToken.None), named));
    }

    [Fact]
    public void The_competition_knows_its_commands()
    {
        CommandLine[] named = [.. NamedCommands.Of("Topic67.Competition", "benchmarks/Topic67.Competition")];

        Assert.InRange(named.Length, 3, 100);
        Nothing.In(Refused(CompetitionCommand.Create(TextWriter.Null), named));
    }

    [Fact]
    public void What_is_not_there_is_found() =>
        Assert.Equal(3, Refused(AlloraCommand.Create(), [new("docs/x.md:1", ["topics", "lisst"]), new("docs/x.md:2", ["topics", "list", "--activ"]), new("docs/x.md:3", ["topics", "show", "x"])]).Count());

    private static IEnumerable<string> Refused(RootCommand program, IEnumerable<CommandLine> commands) =>
        from command in commands
        // A program's name alone, in a sentence, is no command.
        where command.Arguments.Count > 0
        from error in program.Parse([.. command.Arguments]).Errors.Select(error => error.Message).Where(error => !(command.IsMention && AsksForMore(error))).Take(1)
        select $"{command}: {error}";

    private static bool AsksForMore(string error) => error.StartsWith("Required ", StringComparison.Ordinal) || error.EndsWith(" is required.", StringComparison.Ordinal);
}
