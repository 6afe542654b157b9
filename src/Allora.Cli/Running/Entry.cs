using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Allora.Sdk;

namespace Allora.Cli.Running;

/// <summary>From the arguments to an exit code: reports unreadable arguments in the user's terms, and ends on Ctrl-C.</summary>
internal static class Entry
{
    public static async Task<int> RunAsync(RootCommand root, string[] arguments)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
            return Refuse(parsed);
        using var interruption = new Interruption();
        // Signals are handled here: a worker needs time to confirm its pending transactions.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interruption.Token);
    }

    private static int Refuse(ParseResult parsed)
    {
        ErrorLines.Choose(parsed);
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0 && command.Action is null)
        {
            ErrorLines.Fail($"say which command: {Names(command)}. 'allora {Path(parsed)}--help' shows more");
            return ExitCodes.Usage;
        }

        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0)
        {
            ErrorLines.Fail($"there is no command \"{Unmatched(parsed, [parsed.UnmatchedTokens[0]])}\" here. The commands are: {Names(command)}");
            return ExitCodes.Usage;
        }

        if (parsed.UnmatchedTokens.Count > 0)
        {
            ErrorLines.Fail($"not known here: {Unmatched(parsed, parsed.UnmatchedTokens)}. 'allora {Path(parsed)}--help' lists the known options");
            return ExitCodes.Usage;
        }

        foreach (var problem in parsed.Errors.Select(error => ParseProblem.Text(WithoutSecrets(error.Message, parsed))).Distinct())
            ErrorLines.Fail(problem);
        return ExitCodes.Usage;
    }

    // A mnemonic without quotes is a dozen arguments; an address may hold a key.
    private static string Unmatched(ParseResult parsed, IEnumerable<string> shown) =>
        SafeText.IsKeyMaterial(string.Join(' ', parsed.UnmatchedTokens.Where(static token => !token.StartsWith('-')))) ? "***" : string.Join(' ', shown.Select(SafeText.Value));

    // A key given to the wrong option is not repeated, nor is a part of one in a type that the parser names.
    private static string WithoutSecrets(string message, ParseResult parsed)
    {
        foreach (var token in parsed.Tokens.Where(static token => token.Value.Length > 0 && SafeText.Value(token.Value) != token.Value))
            message = message.Replace(token.Value, SafeText.Value(token.Value), StringComparison.Ordinal);
        return MisplacedSecrets.Without(message, parsed);
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
