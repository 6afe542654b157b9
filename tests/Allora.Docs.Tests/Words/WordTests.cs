namespace Allora.Docs.Tests.Words;

/// <summary>The habits of wording that readers stumble over become fewer, never more.</summary>
public class WordTests
{
    private const double FinalWhereToIf = 0.3;

    [Theory]
    [InlineData("comments")]
    [InlineData("pages")]
    public void Conditions_begin_with_if(string kind)
    {
        var texts = Texts.Measured.Where(part => part.Name.StartsWith(kind, StringComparison.Ordinal)).Select(part => part.Text).ToArray();
        var where = texts.Sum(Habit.Where.Count);
        var conditions = texts.Sum(Habit.If.Count);

        Assert.True(texts.Sum(Texts.Words) > 20_000, $"The {kind} were not found.");
        Ratchet.Holds($"where-to-if-in-{kind}", (double)where / Math.Max(conditions, 1), FinalWhereToIf, $"\"where\" {where} times, \"if\" {conditions} times. The table: CONTRIBUTING.md, Words.");
    }

    [Fact]
    public void Messages_use_standard_terms()
    {
        var found = Texts.Messages
            .Select(message => (message, Noun: PrivateNouns.In(message.Text)))
            .Where(one => one.Noun is not null)
            .Select(one => $"{one.message.File}:{one.message.Line}: {one.Noun} in \"{one.message.Text.Trim()}\"")
            .ToArray();

        Assert.True(Texts.Messages.Count > 1_000, "The messages were not found.");
        Ratchet.Holds("private-nouns-in-messages", found.Length, 0, string.Join(Environment.NewLine, found));
    }

    [Theory]
    [InlineData("its fate is not known", "fate")]
    [InlineData("the endpoints rest", "rest")]
    [InlineData("a gap that nobody told of", "told")]
    [InlineData("the account stands at 7", "stands")]
    [InlineData("an event is only a hint", "hint")]
    public void A_private_noun_is_found(string message, string noun) => Assert.StartsWith($"\"{noun}\"", PrivateNouns.In(message));

    [Theory]
    [InlineData("use rest+https://host:port for REST")]
    [InlineData("the port of --rest is in use")]
    [InlineData("look up the hash before sending again")]
    [InlineData("it will look it up by hash")]
    [InlineData("the Rest of the world, restored")]
    public void Schemes_options_and_other_words_are_none(string message) => Assert.Null(PrivateNouns.In(message));

    [Fact]
    public void Comments_are_read_without_code_and_tags()
    {
        var root = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText("""
            /// <summary>Null if <c>where</c> or <see cref="Where"/> is empty.</summary>
            /// <param name="where">Where it is.</param>
            class A { /* if */ string b = "where"; } // where, `where`
            """, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);

        var text = SourceText.Comments(root);

        Assert.Equal(2, Habit.If.Count(text));
        Assert.Equal(2, Habit.Where.Count(text));
    }

    [Fact]
    public void Pages_are_read_without_code_and_addresses()
    {
        var page = new Page("docs/x.md", ["If `where` and [if](where.md)", "```sh", "where", "```", "where"]);

        Assert.Equal((2, 1), (Habit.If.Count(PageProse.Of(page)), Habit.Where.Count(PageProse.Of(page))));
    }
}
