using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace Allora.Cli.Running;

/// <summary>From the arguments to an exit code: reports unreadable arguments in the user's terms, and ends on Ctrl-C.</summary>
internal static class Entry
{
    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            return await RefuseAsync(parsed);
        using var interruption = new Interruption();
        // Signals are handled here: a worker needs time to confirm its pending transactions.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interruption.Token);
    }

    private static async Task<int> RefuseAsync(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0 && command.Action is null)
        {
            await Console.Error.WriteLineAsync($"allora: say which command: {Names(command)}. 'allora {Path(parsed)}--help' shows more");
            return ExitCodes.Usage;
        }

        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0)
        {
            await Console.Error.WriteLineAsync($"allora: there is no command \"{parsed.UnmatchedTokens[0]}\" here. The commands are: {Names(command)}");
            return ExitCodes.Usage;
        }

        if (parsed.UnmatchedTokens.Count > 0)
        {
            await Console.Error.WriteLineAsync($"allora: not known here: {string.Join(' ', parsed.UnmatchedTokens)}. 'allora {Path(parsed)}--help' lists the known options");
            return ExitCodes.Usage;
        }

        foreach (var problem in parsed.Errors.Select(static error => ParseProblem.Text(error.Message)).Distinct())
            await Console.Error.WriteLineAsync("allora: " + problem);
        return ExitCodes.Usage;
    }

    private static string Names(Command command) => string.Join(", ", command.Subcommands.Select(static one => one.Name));

    private static string Path(ParseResult parsed)
    {
        var path = "";
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } command; at = command.Parent)
            path = $"{command.Command.Name} {path}";
        return path;
    }
}
