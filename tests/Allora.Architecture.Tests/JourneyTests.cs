using System.Globalization;
using System.Text.RegularExpressions;
using Allora.Architecture.Tests.Metadata;

namespace Allora.Architecture.Tests;

/// <summary>The journeys of docs/architecture.md: each line is a call that the code makes, from one file into another.</summary>
public partial class JourneyTests
{
    private static BuiltAssembly Product => Products.Sdk;

    public static TheoryData<string> Journeys => [.. Sections().Keys];

    [Fact]
    public void There_are_three_journeys() => Assert.Equal(3, Sections().Count);

    [Theory]
    [MemberData(nameof(Journeys))]
    public void Every_line_is_a_call_into_another_file(string journey) => Assert.Empty(Sections()[journey].Steps.Select(Fault).OfType<string>());

    [Theory]
    [MemberData(nameof(Journeys))]
    public void The_number_of_calls_is_that_of_the_lines(string journey)
    {
        var (count, steps) = Sections()[journey];
        Assert.Equal(steps.Count, count);
    }

    [Theory]
    [InlineData("SignalHub.Block", "BlockSequence.TryAcept", "BlockSequence has no member TryAcept")]
    [InlineData("SignalHub.Block", "SpendingLedger.Settle", "SignalHub does not call Settle")]
    [InlineData("BlockHub.OnSignal", "BlockHub.Observe", "are in one file")]
    public void A_wrong_line_is_found(string from, string to, string fault) => Assert.Contains(fault, Fault(new Step(from, to, IsDelegate: false)), StringComparison.Ordinal);

    private static string? Fault(Step step)
    {
        var (from, to) = (Member.Of(step.From), Member.Of(step.To));
        foreach (var member in (Member[])[from, to])
        {
            if (member.Files.Count == 0)
                return $"{member.Type} is not a type";
            if (!member.Exists)
                return $"{member.Type} has no member {member.Name}";
        }

        if (from.Files.Intersect(to.Files).Any())
            return $"{step.From} and {step.To} are in one file";
        // Whoever gives the delegate away takes it as a call would.
        var isCalled = step.IsDelegate ? Product.Calls.Any(call => call.Member == to.Name) : Product.Calls.Contains(new Call(from.Type, to.Name));
        return isCalled ? null : $"{from.Type} does not call {to.Name}";
    }

    private static Dictionary<string, (int Count, List<Step> Steps)> Sections()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "architecture.md"));
        var sections = new Dictionary<string, (int, List<Step>)>(StringComparer.Ordinal);
        foreach (Match heading in Heading().Matches(page))
        {
            var start = heading.Index + heading.Length;
            var end = page.IndexOf("\n## ", start, StringComparison.Ordinal) is var next and > 0 ? next : page.Length;
            var steps = Line().Matches(page[start..end]).Select(line => new Step(line.Groups["from"].Value, line.Groups["to"].Value, line.Groups["delegate"].Success)).ToList();
            sections.Add(heading.Groups["name"].Value, (int.Parse(heading.Groups["count"].Value, CultureInfo.InvariantCulture), steps));
        }

        return sections;
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Allora.Sdk.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the repository was not found above the test");
        return folder;
    }

    [GeneratedRegex(@"^## (?<name>Journey: [^\n]+?) \((?<count>\d+) calls\)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\d+\. `(?<from>\w+\.\w+)` → `(?<to>\w+\.\w+)`(?<delegate> \(delegate\))?", RegexOptions.Multiline)]
    private static partial Regex Line();

    private sealed record Step(string From, string To, bool IsDelegate);

    private sealed record Member(string Type, string Name, IReadOnlyList<string> Files, bool Exists)
    {
        public static Member Of(string text)
        {
            var (type, name) = (text.Split('.')[0], text.Split('.')[1]);
            var files = Product.Types.Where(found => !found.IsNested && found.Name.Split('.')[^1].Split('`')[0] == type).SelectMany(found => found.Files).Distinct().ToList();
            // A member of a partial type is in its own file.
            var own = Product.Members.Where(member => member.Type == type && member.Name == name).ToList();
            return new Member(type, name, own.Select(member => member.File).OfType<string>().Distinct().ToList() is { Count: > 0 } exact ? exact : files, own.Count > 0);
        }
    }
}
