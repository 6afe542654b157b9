using System.Text.RegularExpressions;
using Allora.Cli.Running;
using Allora.Cli.Worker.Files;

namespace Allora.Docs.Tests.Options;

/// <summary>docs/configuration.md names every name that a file of 'allora worker run' may have.</summary>
public partial class WorkerFilePageTests
{
    // Each part with a name that does not exist: the message lists those that do.
    private const string Wrong = """
        zzz: 1
        workers: [ { topic: 1, endpoint: 'http://localhost', zzz: 1, fallback: { zzz: 1 }, guards: { zzz: 1 }, auto_stake: { zzz: 1 } } ]
        reputers: [ { topic: 1, truth_endpoint: 'http://localhost', zzz: 1 } ]
        """;

    [Fact]
    public void Every_name_is_on_the_page()
    {
        var wrong = Assert.Throws<UsageException>(() => WorkerFileReader.Read(new WorkerFileSource("a file", Wrong, false)));
        var names = wrong.Problems.Select(static problem => Known().Match(problem)).Where(static match => match.Success).SelectMany(static match => match.Groups[1].Value.Split(", ")).Distinct().ToList();
        var page = string.Join('\n', Page.Of(ConfigurationPage.Name).Lines);

        Assert.True(names.Count > 35, string.Join(", ", names));
        Nothing.In(names.Where(name => !page.Contains($"`{name}`", StringComparison.Ordinal)));
    }

    [GeneratedRegex("is not known: there are (.*)$")]
    private static partial Regex Known();
}
