using System.Text.RegularExpressions;

namespace Allora.Docs.Tests.Commands;

/// <summary>Finds the commands of a program on all pages: in blocks, in code within a sentence, and in the table of docs/cli.md.</summary>
internal static partial class NamedCommands
{
    // What a page writes where the reader puts a value of his own.
    private static readonly Dictionary<string, string> Placeholders = new(StringComparer.Ordinal)
    {
        ["ID"] = "67",
        ["TOPIC"] = "67",
        ["N"] = "3",
        ["COUNT"] = "3",
        ["PORT"] = "0",
        ["SECONDS"] = "3",
        ["HEIGHT"] = "5",
        ["NONCE"] = "5",
        ["AMOUNT"] = "1allo",
    };

    /// <summary>The commands of a program, by its own name or by the project that it is run from.</summary>
    public static IEnumerable<CommandLine> Of(string program, string project)
    {
        foreach (var page in Page.All)
        {
            var inBlock = page.Blocks.Where(block => block.Language is "" or "sh" or "console").SelectMany(block => Enumerable.Range(block.Line, block.Lines.Count)).ToHashSet();
            var shown = page.Blocks.SelectMany(block => Enumerable.Range(block.Line, block.Lines.Count)).ToHashSet();
            for (var number = 1; number <= page.Lines.Count; number++)
            {
                var line = page.Lines[number - 1];
                IEnumerable<string> texts = inBlock.Contains(number) ? [line] : shown.Contains(number) ? [] : Code().Matches(line).Select(match => match.Groups[1].Value);
                foreach (var text in texts)
                {
                    if (Arguments(text, program, project) is { } arguments)
                        yield return new CommandLine($"{page.Name}:{number}", arguments, IsMention: !inBlock.Contains(number));
                }
            }
        }
    }

    /// <summary>The table's first column: commands with what may be left out in brackets, and alternatives.</summary>
    public static IEnumerable<CommandLine> OfTable(string name, string heading)
    {
        var page = Page.Of(name);
        for (var number = 1; number <= page.Lines.Count; number++)
        {
            var cells = Cell().Split(page.Lines[number - 1]);
            if (cells.Length < 3 || page.Lines.Take(number).LastOrDefault(line => line.StartsWith('#')) != heading)
                continue;
            foreach (Match code in Code().Matches(cells[1]))
            {
                var text = code.Groups[1].Value.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
                yield return new CommandLine($"{page.Name}:{number}", [.. text.Split(' ').Select(word => Filled(word.Split("\\|")[0])).Where(word => word.Length > 0)]);
            }
        }
    }

    private static IReadOnlyList<string>? Arguments(string text, string program, string project)
    {
        var words = CommandLine.Words(text.TrimStart().TrimStart('$').TrimStart());
        // Settings before the program, as in NAME=value program.
        words = [.. words.SkipWhile(word => Setting().IsMatch(word)).SkipWhile(word => word == "sudo")];
        if (words.Count > 0 && (words[0] == program || words[0].EndsWith("/" + program, StringComparison.Ordinal)))
            return [.. words.Skip(1).Select(Filled)];
        if (words is not ["dotnet", "run", ..] || !words.Contains(project))
            return null;
        return [.. words.SkipWhile(word => word != "--").Skip(1).Select(Filled)];
    }

    private static string Filled(string word) => Placeholders.GetValueOrDefault(word, word);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[A-Z][A-Z0-9_]*=")]
    private static partial Regex Setting();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Cell();
}
