using System.Text.RegularExpressions;
using Allora.TestData;

namespace Allora.Docs.Tests.Links;

/// <summary>Everything of this repository that a page names is there.</summary>
public partial class LinkTests
{
    [Fact]
    public void Every_relative_link_leads_somewhere()
    {
        var broken =
            from page in Page.All
            from link in page.Lines.SelectMany((line, index) => Link().Matches(line).Select(match => (Target: match.Groups[1].Value, Line: index + 1)))
            where !link.Target.Contains("://", StringComparison.Ordinal) && !Leads(page, link.Target)
            select $"{page.Name}:{link.Line}: {link.Target}";

        Nothing.In(broken);
    }

    [Fact]
    public void Every_path_that_is_named_exists()
    {
        var broken =
            from page in Page.All
            from path in page.Lines.SelectMany((line, index) => NamedPath().Matches(line).Select(match => (match.Value, Line: index + 1)))
            where !Exists(path.Value.TrimEnd('.', '/', ':', ',')) && !IsOfTemplate(page, path.Value)
            select $"{page.Name}:{path.Line}: {path.Value}";

        Nothing.In(broken);
    }

    [Fact]
    public void Pages_in_packages_have_no_relative_links()
    {
        var relative =
            from page in Page.All.Where(page => page.Name.StartsWith("src/", StringComparison.Ordinal))
            from line in page.Lines
            from Match link in Link().Matches(line)
            where !link.Groups[1].Value.Contains("://", StringComparison.Ordinal)
            select $"{page.Name}: {link.Groups[1].Value} leads nowhere from a feed";

        Nothing.In(relative);
    }

    [Fact]
    public void The_index_leads_to_every_page()
    {
        var index = Page.Of("docs/README.md");
        var missing = Page.All.Select(page => page.Name)
            .Where(name => name.StartsWith("docs/", StringComparison.Ordinal) && name != index.Name)
            .Where(name => !index.Lines.Any(line => line.Contains($"({name["docs/".Length..]})", StringComparison.Ordinal)));

        Nothing.In(missing);
    }

    private static bool Leads(Page page, string target)
    {
        var (file, anchor) = target.Split('#') is [var path, var named] ? (path, named) : (target, null);
        var full = file.Length == 0 ? page.FullPath : Path.GetFullPath(Path.Combine(page.Folder, file));
        if (!File.Exists(full) && !Directory.Exists(full))
            return false;
        return anchor is null || (Page.All.FirstOrDefault(other => other.FullPath == full) is { } other && Anchors.Of(other).Contains(anchor));
    }

    // What a build makes is not there before it; files may be named without their ending where a folder or a project is meant.
    // The page of a template is read in the project that was made from it, which the other pages call MyWorker.
    private static bool IsOfTemplate(Page page, string path) =>
        path.StartsWith("src/MyWorker", StringComparison.Ordinal) || (page.Name.Contains("/templates/", StringComparison.Ordinal) && Path.Exists(Path.Combine(page.Folder, path)));

    private static bool Exists(string path) =>
        path.Contains("/bin/", StringComparison.Ordinal)
        || File.Exists(Path.Combine(Data.RepoRoot, path))
        || Directory.Exists(Path.Combine(Data.RepoRoot, path));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w/.:\-])(?:src|samples|tests|benchmarks|deploy|docs|proto|locks|\.ci|\.github)/[\w./\-]+")]
    private static partial Regex NamedPath();
}
