using Allora.Cli.Running;
using YamlDotNet.Core;

namespace Allora.Cli.Documents;

/// <summary>Explains a text that is not YAML in the words of somebody who wrote it. The parser's own words are about its states.</summary>
internal static class YamlMistake
{
    // Parts of the parser's messages; the first that fits counts.
    private static readonly (string Part, string Meaning)[] Meanings =
    [
        ("Duplicate key", "the same name a second time: keep one of them"),
        ("quoted scalar", "a quote is not closed: close it, and double a quote that belongs to the text"),
        ("flow sequence", "a list in brackets is not complete: write [a, b], with its comma and its closing bracket"),
        ("flow mapping", "a list in braces is not complete: write {a: 1, b: 2}, with its comma and its closing brace"),
        ("found invalid mapping", "a colon and a blank inside a value, or a line that is indented further than its neighbours: put the text in quotes, or align the line"),
        ("Mapping values are not allowed", "a colon and a blank inside a value, or a line that is indented further than its neighbours: put the text in quotes, or align the line"),
        ("simple key", "a name without its colon and a blank: write name: value"),
        ("block mapping", "this does not fit the names above it: align it with them, write name: value, and put a text with quotes inside into quotes as a whole"),
        ("block collection", "a line in a list without its dash, or indented otherwise than the dashes above it: align it, and begin it with a dash and a blank"),
        ("Block sequence entries", "a dash after a name: put the list below the name, with a dash and a blank on each line"),
        ("alias", "a value that begins with * is an alias: put it in quotes"),
        ("anchor", "a value that begins with & or * is an anchor or an alias: put it in quotes"),
        ("tag", "a value that begins with ! is a tag: put it in quotes"),
        ("directive", "a line that begins with %: put the text in quotes"),
        ("cannot start any token", "a character that no value begins with, such as @, %, ` or a tab: put the text in quotes"),
    ];

    /// <summary>Where the mistake is, and what to write. The line itself may hold a secret.</summary>
    public static string Explain(string text, YamlException wrong)
    {
        // The parser is often in another state at a tab, and fails before or after it.
        if (text.Split('\n').ToList().FindIndex(IsIndentedByTab) is >= 0 and var tab)
            return $"line {tab + 1}: a tab indents this line: use blanks";
        var message = wrong.InnerException?.Message ?? wrong.Message;
        var meaning = Meanings.FirstOrDefault(entry => message.Contains(entry.Part, StringComparison.OrdinalIgnoreCase)).Meaning
            ?? $"this cannot be read as YAML ({Shown.Short(message)}): check the indentation, the colons and the quotes";
        return $"line {wrong.Start.Line}, column {wrong.Start.Column}: {meaning}";
    }

    private static bool IsIndentedByTab(string line) => line[..^line.TrimStart().Length].Contains('\t', StringComparison.Ordinal);
}
