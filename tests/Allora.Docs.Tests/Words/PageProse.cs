using System.Text.RegularExpressions;

namespace Allora.Docs.Tests.Words;

/// <summary>The prose of a page: without fenced blocks, inline code and the targets of links.</summary>
internal static partial class PageProse
{
    public static string Of(Page page)
    {
        var code = page.Blocks.SelectMany(block => Enumerable.Range(block.Line, block.Lines.Count)).ToHashSet();
        return Code().Replace(string.Join('\n', page.Lines.Where((_, index) => !code.Contains(index + 1))), " ");
    }

    [GeneratedRegex(@"`[^`\n]*`|\]\([^)]*\)|<!--.*?-->|https?://\S+", RegexOptions.Singleline)]
    private static partial Regex Code();
}
