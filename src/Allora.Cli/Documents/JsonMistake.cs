using System.Text.Json;
using System.Text.RegularExpressions;
using Allora.Cli.Running;

namespace Allora.Cli.Documents;

/// <summary>Explains a text that is not JSON in the words of somebody who wrote it.</summary>
internal static partial class JsonMistake
{
    // Parts of the reader's messages; the first that fits counts.
    private static readonly (string Part, string Meaning)[] Meanings =
    [
        ("Expected depth to be zero", "an object or a list is not closed: add the missing } or ]"),
        ("Expected end of string", "a text is not closed: add the missing double quote"),
        ("is invalid without a matching open", "a bracket closes what another kind opened, or nothing at all"),
        ("does not contain any JSON tokens", "it is empty"),
        ("trailing comma", "a comma before the closing bracket: remove it"),
        ("invalid start of a property name", "a name is expected: in double quotes, without a comma too many before it"),
        ("invalid after a property name", "a colon is missing behind a name"),
        ("invalid after a value", "a comma is missing behind a value"),
        ("invalid escapable character", "a backslash in a text: write it twice"),
        ("within a JSON string", "a line break or tab within a text: write \\n or \\t"),
        ("'/' is an invalid", "JSON has no comments: remove it"),
        ("invalid start of a value", "a value is expected: a text in double quotes, a number, true, false, null, { or ["),
        ("invalid end of a number", "a number is not complete, or has a letter in it"),
        ("leading zero", "a number begins with a zero: remove it, or put it in quotes"),
        ("maximum configured depth", "too many levels inside one another"),
    ];

    /// <summary>What is wrong. A word without quotes may be a secret, of which the reader's message has the first part.</summary>
    public static string Explain(JsonException wrong) =>
        Meanings.FirstOrDefault(entry => wrong.Message.Contains(entry.Part, StringComparison.Ordinal)).Meaning
        ?? Shown.Short(Literal().Replace(Position().Replace(wrong.Message, "").TrimEnd('.', ' '), "a word without quotes"));

    [GeneratedRegex("^'[^']{2,}'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"( Path: \S*( \|)?)?( ?LineNumber: \d+ \| BytePositionInLine: \d+\.?)")]
    private static partial Regex Position();
}
