using System.Text.RegularExpressions;

namespace Allora.Cli.Running;

/// <summary>Rewords the parser's messages, which have names of types, for users.</summary>
internal static partial class ParseProblem
{
    public static string Text(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        if (WrongValue().Match(line) is not { Success: true } wrong)
            return line;
        var type = wrong.Groups["type"].Value;
        var expected = wrong.Groups["choice"] is { Success: true, Length: > 0 } choice ? string.Join(" or ", choice.Value.Trim().Split(' ').Select(static word => word.ToLowerInvariant()))
            : type.Contains("UInt64", StringComparison.Ordinal) ? "a whole number, 0 or more"
            : type.Contains("Int", StringComparison.Ordinal) ? "a whole number"
            : "another value";
        return $"\"{wrong.Groups["value"].Value}\" does not fit {wrong.Groups["where"].Value}: give {expected}";
    }

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for (command|option) '(?<where>.*)' as expected type '(?<type>.*?)'\.( Did you mean one of the following\? (?<choice>.*))?$")]
    private static partial Regex WrongValue();
}
