using System.Text.RegularExpressions;

namespace Allora.Docs.Tests.Words;

/// <summary>All English of the repository that is measured, read once.</summary>
internal static partial class Texts
{
    private static readonly Lazy<IReadOnlyList<(string Name, string Text)>> Read = new(() =>
    [
        ("comments, src", Comments("src")),
        ("comments, samples", Comments("samples")),
        ("pages", string.Join('\n', Page.All.Select(PageProse.Of))),
    ]);

    /// <summary>Comments of src and samples, and pages: what a habit is counted in.</summary>
    public static IReadOnlyList<(string Name, string Text)> Measured => Read.Value;

    /// <summary>Texts of src and samples that users can meet.</summary>
    public static IReadOnlyList<SourceText.Message> Messages { get; } =
        [.. new[] { "src", "samples" }.SelectMany(SourceText.Roots).SelectMany(SourceText.Messages)];

    public static int Words(string text) => Word().Count(text);

    private static string Comments(string folder) => string.Join('\n', SourceText.Roots(folder).Select(SourceText.Comments));

    [GeneratedRegex(@"\b[A-Za-z][A-Za-z'’-]*")]
    private static partial Regex Word();
}
