using Allora.Cli.Documents;
using Allora.Cli.Running;
using CsCheck;

namespace Allora.Cli.Tests.Documents;

/// <summary>A file that is no YAML is refused with its line and with what to write, not with the parser's states.</summary>
public sealed class YamlMistakeTests
{
    private const string Whole = "network: testnet\nfees: { maxFees: 1, tier: 'normal' }\nworkers:\n  - topic: 67\n    model: \"http://127.0.0.1:8000/{BlockHeight}\"\n    headers:\n      - name: a\n        value: b\n  - { topic: 68, labels: [a, b] }\n";

    private static readonly string[] Added = ["", "[", "{", "\"", "'", ":", "- ", "\t", "*a", "&a", "!", "%", "@", "|", "\n", "\r", "\u0085", "#", "? ", "---\n", ",", "}", "]"];

    [Theory]
    [InlineData("workers:\n\t- topic: 67\n", "line 2", "a tab indents this line")]
    [InlineData("topic: 67\ntopic: 68\n", "line 2", "the same name a second time")]
    [InlineData("network: http://node: 26657\n", "line 1", "a colon and a blank inside a value")]
    [InlineData("workers:\n  - topic: 67\n    model: a\n   wallet: b\n", "line 4", "indented")]
    [InlineData("workers:\n  - topic: 67\n  wallet: b\n", "line 3", "a line in a list without its dash")]
    [InlineData("network:\n  chain\n  id: testnet\n", "line 3", "a colon and a blank inside a value")]
    [InlineData("network: testnet\ntopic 67\n", "line 2", "write name: value")]
    [InlineData("keyFile: \"/keys/a\nnetwork: testnet\n", "line", "a quote is not closed")]
    [InlineData("keyFile: 'it's'\n", "line 1", "put a text with quotes inside into quotes")]
    [InlineData("topics: [67, 68\nnetwork: testnet\n", "", "close each bracket")]
    [InlineData("fees: {most: 1\nnetwork: testnet\n", "", "close each bracket")]
    [InlineData("topics: [67, 68\n  network: testnet]\n", "line", "a list in brackets is not complete")]
    [InlineData("password: @secret\n", "line 1", "a character that no value begins with")]
    [InlineData("password: *secret\n", "line 1", "an anchor or an alias")]
    [InlineData("topic: - 67\n", "line 1", "a dash after a name")]
    [InlineData("%topic: 67\n", "line 1", "begins with %")]
    public void The_line_and_the_remedy_are_named(string text, string line, string says)
    {
        var refused = Assert.Throws<UsageException>(() => YamlReader.Read(text));
        Assert.StartsWith(line, refused.Message, StringComparison.Ordinal);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("While ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("- ")]
    [InlineData("{a: ")]
    [InlineData("? ")]
    public void Nesting_is_bounded(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, 100_000));
        Assert.Throws<UsageException>(() => YamlReader.Read(text));
    }

    [Fact]
    public void Whatever_is_changed_in_a_file_is_read_or_refused() =>
        Gen.Select(Gen.Int[0, Whole.Length], Gen.Int[0, 4], Gen.Int[0, Added.Length - 1]).Sample(
            static (at, removed, added) =>
            {
                try
                {
                    YamlReader.Read(Whole[..at] + Added[added] + Whole[Math.Min(Whole.Length, at + removed)..]);
                }
                catch (UsageException)
                {
                    // Refused in a sentence.
                }
            },
            iter: 5_000);
}
