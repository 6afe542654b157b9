using System.Text.RegularExpressions;

namespace Allora.Docs.Tests.Links;

/// <summary>The anchors that headings of a page make, as code hosts make them.</summary>
internal static partial class Anchors
{
    public static HashSet<string> Of(Page page)
    {
        var code = page.Blocks.SelectMany(block => Enumerable.Range(block.Line, block.Lines.Count)).ToHashSet();
        return [.. page.Lines.Where((_, index) => !code.Contains(index + 1)).Where(line => line.StartsWith('#')).Select(Anchor)];
    }

    private static string Anchor(string heading) =>
        Dropped().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Dropped();
}
