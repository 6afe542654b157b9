using System.Text.RegularExpressions;

namespace Allora.Docs.Tests.Project;

/// <summary>No file that people or machines act on names a package registry: a restore and a release use the sources they are given.</summary>
public partial class PackageSourceTests
{
    [Fact]
    public void No_page_script_or_workflow_names_a_package_registry() =>
        Nothing.In(
            from file in Files()
            from Match host in Registry().Matches(file.Text)
            select $"{file.Name}: {host.Value}");

    [Fact]
    public void A_registry_would_be_found() => Assert.Matches(Registry(), "https://api." + "nuget.org/v3/index.json");

    [Fact]
    public void The_repository_has_no_source_of_its_own() =>
        Assert.DoesNotContain("packageSources>", RepositoryFiles.Read("nuget.config"), StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Text)> Files() =>
        Page.All.Select(page => (page.Name, string.Join('\n', page.Lines)))
            .Concat(new[] { ".ci", ".github", "deploy", "docs", "tests/packages" }.SelectMany(folder => RepositoryFiles.In(folder)))
            .Concat(new[] { "*.props", "*.targets", "*.csproj", "*.config" }.SelectMany(pattern => RepositoryFiles.In("", pattern)));

    [GeneratedRegex(@"[\w.-]*\b(nuget\.org/|npmjs\.(com|org)|pkgs\.dev\.azure\.com|nuget\.pkg\.github\.com)[\w./-]*", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();
}
