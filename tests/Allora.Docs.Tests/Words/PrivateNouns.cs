using System.Text.RegularExpressions;

namespace Allora.Docs.Tests.Words;

/// <summary>Words that only this project used for a standard term; a message that users meet has none of them.</summary>
internal static partial class PrivateNouns
{
    /// <summary>The first such word of a text, with the term to use instead; null if there is none.</summary>
    public static string? In(string text)
    {
        var found = Noun().Match(text);
        return found.Success ? $"\"{found.Value}\" ({Instead(found.Value)})" : null;
    }

    private static string Instead(string noun) => noun switch
    {
        "fate" or "fates" => "outcome or status",
        "hint" or "hints" => "trigger",
        "look" or "looks" => "poll, check",
        "rest" or "rests" => "cool-down; for what remains: the remaining ...",
        "patience" => "timeout",
        "told" => "reported",
        "stands" => "is",
        "beside" => "in addition, in parallel",
        "anew" => "again, new",
        _ => "adopt, transfer",
    };

    // Whole words, case-sensitive. Schemes (rest+https), options (--rest) and "look up" are not meant.
    [GeneratedRegex(@"(?<![\w+./-])(?:fates?|hints?|looks?(?! (?:up|it up|them up)\b)|rests?|patience|told|stands|beside|anew|hand(?:s|ed)? over)(?![\w+]|://)")]
    private static partial Regex Noun();
}
