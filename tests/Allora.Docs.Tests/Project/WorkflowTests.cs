using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Allora.Docs.Tests.Project;

/// <summary>What the workflows of .github name exists, is pinned, and holds no key.</summary>
public partial class WorkflowTests
{
    private static readonly (string Name, string Text)[] Workflows = [.. RepositoryFiles.In(".github/workflows")];

    [Fact]
    public void Every_file_of_the_code_host_is_valid_yaml()
    {
        var files = RepositoryFiles.In(".github", "*.yml").ToArray();

        Assert.InRange(files.Length, 5, 50);
        foreach (var (_, text) in files)
            new YamlStream().Load(new StringReader(text));
    }

    [Fact]
    public void Actions_are_pinned_to_a_commit_with_its_version_beside_it() =>
        Nothing.In(
            from workflow in Workflows
            from Match use in Use().Matches(workflow.Text)
            where !Pinned().IsMatch(use.Groups[1].Value)
            select $"{workflow.Name}: {use.Groups[1].Value}");

    [Fact]
    public void No_stored_secret_is_used() =>
        Nothing.In(Workflows.Where(workflow => workflow.Text.Contains("secrets.", StringComparison.Ordinal)).Select(workflow => workflow.Name));

    [Fact]
    public void Scripts_that_are_run_exist()
    {
        var scripts =
            (from workflow in Workflows
             from Match script in Script().Matches(workflow.Text)
             select (workflow.Name, Script: script.Groups[1].Value)).ToArray();

        Assert.InRange(scripts.Length, 6, 50);
        Nothing.In(scripts.Where(run => !RepositoryFiles.Exists(run.Script)).Select(run => $"{run.Name}: {run.Script}"));
    }

    [Fact]
    public void All_workflows_use_one_SDK() =>
        Assert.Single(Workflows.SelectMany(workflow => SdkVersion().Matches(workflow.Text)).Select(match => match.Groups[1].Value).Distinct());

    [Fact]
    public void Every_package_with_an_assembly_is_attested()
    {
        var packages = RepositoryFiles.In("src", "*.csproj")
            .Where(project => project.Text.Contains("<IsPackable>true", StringComparison.Ordinal) && !project.Text.Contains("<IncludeBuildOutput>false", StringComparison.Ordinal))
            .Select(project => Path.GetFileNameWithoutExtension(project.Name))
            .Order(StringComparer.Ordinal);
        var attested = AttestedPackage().Matches(RepositoryFiles.Read(".github/workflows/release.yml")).Select(match => match.Groups[1].Value);

        Assert.Equal(packages, attested.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Owned_paths_exist() =>
        Nothing.In(RepositoryFiles.Read(".github/CODEOWNERS").Split('\n')
            .Where(line => line.StartsWith('/'))
            .Select(line => line.Split(' ')[0].Trim('/'))
            .Where(path => !RepositoryFiles.Exists(path)));

    [Fact]
    public void Base_images_can_be_given_by_digest() =>
        Nothing.In(
            from file in RepositoryFiles.In("deploy", "*Dockerfile")
            from Match image in BaseImage().Matches(file.Text)
            where !image.Value.Contains("_DIGEST:+@$", StringComparison.Ordinal) || image.Value.Contains("sha256:", StringComparison.Ordinal)
            select $"{file.Name}: {image.Value}");

    [GeneratedRegex(@"uses: *(.+)")]
    private static partial Regex Use();

    [GeneratedRegex(@"^[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\bbash ([\w./-]+)")]
    private static partial Regex Script();

    [GeneratedRegex(@"dotnet-version: *(\S+)")]
    private static partial Regex SdkVersion();

    [GeneratedRegex(@"\{ package: ([\w.]+), ")]
    private static partial Regex AttestedPackage();

    [GeneratedRegex("^FROM .*", RegexOptions.Multiline)]
    private static partial Regex BaseImage();
}
