namespace Allora.Docs.Tests;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Language">What stands behind the fence; empty where nothing does.</param>
/// <param name="Line">The number of its first line within the fence, from 1.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record CodeBlock(Page Page, string Language, int Line, IReadOnlyList<string> Lines)
{
    private const string Fence = "```";

    public string Text => string.Join('\n', Lines);

    public string Place => $"{Page.Name}:{Line}";

    public static IEnumerable<CodeBlock> Of(Page page)
    {
        for (var i = 0; i < page.Lines.Count; i++)
        {
            if (!page.Lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
                continue;
            var language = page.Lines[i].TrimStart()[Fence.Length..].Trim();
            var first = i + 1;
            while (++i < page.Lines.Count && !page.Lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                // Up to the closing fence.
            }

            yield return new CodeBlock(page, language, first + 1, [.. page.Lines.Skip(first).Take(i - first)]);
        }
    }
}
