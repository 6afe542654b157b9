using System.Text.RegularExpressions;

namespace Allora.Docs.Tests.Words;

/// <summary>A habit of wording that is counted: whole words, outside of code.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Pattern">What is counted.</param>
internal sealed record Habit(string Name, Regex Pattern)
{
    public static readonly Habit If = Of("if", "if");

    public static readonly Habit Where = Of("where", "where");

    /// <summary>What the table shows, each for a thousand words.</summary>
    public static readonly IReadOnlyList<Habit> All =
    [
        If,
        Where,
        Of("when", "when"),
        Of("clauses without a noun (what ...)", "what(?! to\\b)"),
        Of("ask", "ask|asks|asked|asking"),
        Of("tell, told", "tell|tells|told|telling"),
        Of("say, said", "say|says|said|saying"),
        Of("hear, heard", "hear|hears|heard|hearing"),
        Of("know (nobody knows, a node knows)", "know|knows|knew"),
        Of("nobody, somebody", "nobody|somebody"),
        Of("stand", "stand|stands|stood|standing"),
        Of("goes on, comes, is taken", "(?:go|goes|went|going) on|comes?|came|(?:is|are|was|were|be) taken"),
        Of("is no ...", "(?:is|are|was|were) no"),
        Of("fate", "fates?"),
        Of("hint", "hints?"),
        Of("look", "looks?(?! (?:up|it up|them up))"),
        Of("rest", "rests?|resting"),
        Of("patience", "patience"),
        Of("hand over", "(?:hand|hands|handed|handing) over"),
        Of("beside", "beside"),
        Of("anew", "anew"),
        Of("returns", "returns"),
    ];

    public int Count(string text) => Pattern.Count(text);

    private static Habit Of(string name, string words) =>
        new(name, new Regex($@"(?<![\w`/+.-])(?:{words})(?![\w`/+])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));
}
