namespace Allora.Docs.Tests.Project;

/// <summary>Every decision has its context, the decision and its consequences, and is in the index.</summary>
public class DecisionTests
{
    private static readonly Page[] Decisions = [.. Page.All.Where(page => page.Name.StartsWith("docs/decisions/0", StringComparison.Ordinal))];

    [Fact]
    public void Each_page_has_the_same_parts()
    {
        Assert.InRange(Decisions.Length, 10, 100);
        Nothing.In(
            from page in Decisions
            let headings = page.Lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ToArray()
            where headings is not ["## Context", "## Decision", "## Consequences"] || !page.Lines.Any(line => line.StartsWith("Status: ", StringComparison.Ordinal))
            select page.Name);
    }

    [Fact]
    public void They_are_numbered_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, Decisions.Length), Decisions.Select(page => int.Parse(Path.GetFileName(page.Name).AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void The_index_has_each_with_its_title()
    {
        var index = Page.Of("docs/decisions/README.md");

        Nothing.In(
            from page in Decisions
            let title = page.Lines[0].Split(". ", 2)[1]
            where !index.Lines.Any(line => line.Contains($"[{title}]({Path.GetFileName(page.Name)})", StringComparison.Ordinal))
            select $"{page.Name}: {title}");
    }
}
