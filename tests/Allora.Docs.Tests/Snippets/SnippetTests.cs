namespace Allora.Docs.Tests.Snippets;

/// <summary>The C# of README, docs and the packages' pages compiles, so that it never tells of an API that is gone.</summary>
public class SnippetTests
{
    public static TheoryData<string> Blocks => [.. Page.All.SelectMany(page => page.Blocks).Where(block => block.Language == "csharp").Select(block => block.Place)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void It_compiles(string place)
    {
        var block = Page.All.SelectMany(page => page.Blocks).Single(block => block.Place == place);

        var found = SnippetCompiler.Check(block);
        Nothing.In(found);
    }

    [Fact]
    public void What_does_not_compile_is_told_with_page_and_line()
    {
        var page = new Page("docs/x.md", ["# X", "```csharp", "var one = 1;", "client.NoSuchCall();", "```"]);

        var found = Assert.Single(SnippetCompiler.Check(Assert.Single(page.Blocks)));

        Assert.StartsWith("docs/x.md:4: CS1061", found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_gets_no_usings_but_its_own()
    {
        var page = new Page("docs/x.md", ["```csharp", "using System.Text;", "var client = new AlloraClient(AlloraNetwork.Testnet);", "```"]);

        Assert.Contains(SnippetCompiler.Check(Assert.Single(page.Blocks)), found => found.StartsWith("docs/x.md:3: CS0246", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_block_of_C_sharp_says_so()
    {
        var forgotten = Page.All.SelectMany(page => page.Blocks)
            .Where(block => block.Language is "" or "cs" or "c#" or "C#" && block.Lines.Any(line => line.Contains("await using ", StringComparison.Ordinal) || line.StartsWith("using Allora", StringComparison.Ordinal)))
            .Select(block => block.Place);

        Nothing.In(forgotten);
    }
}
