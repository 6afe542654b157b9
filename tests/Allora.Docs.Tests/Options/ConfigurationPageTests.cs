using Allora.Sdk;
using Allora.Sdk.DevNet;

namespace Allora.Docs.Tests.Options;

/// <summary>docs/configuration.md lists every option with its type, default and key as the code has them.</summary>
public class ConfigurationPageTests
{
    private const string Update = "ALLORA_UPDATE_DOCS";

    [Fact]
    public void The_page_says_what_the_code_says()
    {
        var page = Page.Of(ConfigurationPage.Name);
        var expected = ConfigurationPage.Expected(page);
        var actual = File.ReadAllText(page.FullPath);

        if (actual != expected && Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(page.FullPath, expected);
        else if (actual != expected)
            Assert.Fail($"{page.Name} is not what the code says, first {FirstDifference(actual, expected)}: run this test with {Update}=1, write what new options do, and commit the page.");
    }

    [Fact]
    public void Every_options_type_has_a_table()
    {
        var page = Page.Of(ConfigurationPage.Name);
        var types = typeof(AlloraClient).Assembly.GetExportedTypes().Concat(typeof(AlloraDevNet).Assembly.GetExportedTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal)).Select(type => type.Name).Concat(OptionTypes.All.Keys);

        Nothing.In(types.Distinct().Where(type => ConfigurationPage.Rows(page, type).Count == 0));
    }

    [Fact]
    public void Every_option_is_explained() =>
        Nothing.In(Page.Of(ConfigurationPage.Name).Lines.Select(OptionRow.Parse).OfType<OptionRow>().Where(row => row.What is "" or OptionRow.Unwritten).Select(row => row.Name));

    private static string FirstDifference(string actual, string expected)
    {
        var (ours, theirs) = (actual.Split('\n'), expected.Split('\n'));
        var at = Enumerable.Range(0, Math.Max(ours.Length, theirs.Length)).First(line => ours.ElementAtOrDefault(line) != theirs.ElementAtOrDefault(line));
        return $"in line {at + 1}: \"{theirs.ElementAtOrDefault(at)}\"";
    }
}
