using System.Text.RegularExpressions;

namespace Allora.Docs.Tests.Project;

/// <summary>CHANGELOG.md has the form of Keep a Changelog, which the release reads its notes from.</summary>
public partial class ChangelogTests
{
    private static readonly string[] Kinds = ["### Added", "### Changed", "### Deprecated", "### Removed", "### Fixed", "### Security"];
    private static readonly Page Changelog = Page.Of("CHANGELOG.md");

    [Fact]
    public void Headings_are_versions_and_kinds_of_changes() =>
        Nothing.In(Changelog.Lines.Where(line => line.StartsWith("##", StringComparison.Ordinal) && !Kinds.Contains(line) && !Version().IsMatch(line)));

    [Fact]
    public void Unreleased_changes_come_first() =>
        Assert.Equal("## [Unreleased]", Changelog.Lines.First(line => line.StartsWith("## ", StringComparison.Ordinal)));

    [Fact]
    public void Every_entry_is_one_line() =>
        Nothing.In(Changelog.Lines.SkipWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.Length > 0 && !line.StartsWith('#') && !line.StartsWith("- ", StringComparison.Ordinal) && !line.StartsWith('[')));

    [Fact]
    public void A_release_takes_its_notes_from_the_section_of_its_version()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The script needs bash.");

        var (code, notes) = RepositoryFiles.Run(".ci/release-notes", "Unreleased");

        Assert.Equal(0, code);
        var first = Changelog.Lines.First(line => line.StartsWith("- ", StringComparison.Ordinal));
        Assert.Contains(first, notes, StringComparison.Ordinal);
        Assert.DoesNotContain("## [", notes, StringComparison.Ordinal);
        Assert.Equal(1, RepositoryFiles.Run(".ci/release-notes", "99.99.99").ExitCode);
    }

    [GeneratedRegex(@"^## \[(Unreleased\]|\d+\.\d+\.\d+[\w.-]*\] - \d{4}-\d{2}-\d{2})$")]
    private static partial Regex Version();
}
