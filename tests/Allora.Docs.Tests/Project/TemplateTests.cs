using System.Xml.Linq;

namespace Allora.Docs.Tests.Project;

/// <summary>Projects made from the templates take the versions of packages that were tested together here.</summary>
public sealed class TemplateTests
{
    private static readonly Dictionary<string, string> Central = XDocument.Parse(RepositoryFiles.Read("Directory.Packages.props"))
        .Descendants("PackageVersion").ToDictionary(static package => (string)package.Attribute("Include")!, static package => (string)package.Attribute("Version")!);

    [Fact]
    public void Packages_have_the_central_versions() => Nothing.In(
        from project in RepositoryFiles.In("src/Allora.Templates/templates", "*.csproj")
        from package in XDocument.Parse(project.Text).Descendants("PackageReference")
        let name = (string)package.Attribute("Include")!
        let version = (string)package.Attribute("Version")!
        let wanted = name.StartsWith("Allora.", StringComparison.Ordinal) ? "ALLORA_VERSION" : Central.GetValueOrDefault(name)
        where version != wanted
        select $"{project.Name}: {name} {version}, not {wanted}");

    [Fact]
    public void Each_template_has_tests_a_Dockerfile_and_a_page()
    {
        var folders = RepositoryFiles.In("src/Allora.Templates/templates", "template.json").Select(static file => file.Name.Replace("/.template.config/template.json", "", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, folders.Count);
        Nothing.In(
            from folder in folders
            from name in (string[])["tests", "Dockerfile", "README.md"]
            where !RepositoryFiles.Exists($"{folder}/{name}")
            select $"{folder} has no {name}");
    }
}
