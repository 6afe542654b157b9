using Allora.Cli.Documents;
using Allora.Cli.Running;

namespace Allora.Cli.Tests.Documents;

/// <summary>A file that is not JSON is refused with its place and with what to write.</summary>
public sealed class JsonMistakeTests
{
    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("{\"worker\":[", "is not closed")]
    [InlineData("{\"worker\":", "is not closed")]
    [InlineData("{\"wallet\":\"a", "add the missing double quote")]
    [InlineData("{\"a\":1,}", "a comma before the closing bracket")]
    [InlineData("{a:1}", "a name is expected")]
    [InlineData("{\"a\" 1}", "a colon is missing")]
    [InlineData("{\"a\":1 \"b\":2}", "a comma is missing")]
    [InlineData("{\"a\":[1}", "a bracket closes what another kind opened")]
    [InlineData("{\"a\":\"C:\\keys\"}", "write it twice")]
    [InlineData("{\"a\":\"1\n2\"}", "a line break or tab within a text")]
    [InlineData("{\"a\":secret}", "a value is expected")]
    [InlineData("{\"a\":truesecret}", "a comma is missing")]
    [InlineData("{\"a\":1x}", "a number")]
    [InlineData("{\"a\":01}", "begins with a zero")]
    [InlineData("// what\n{}", "no comments")]
    public void The_place_and_the_remedy_are_named(string text, string says)
    {
        var refused = Assert.Throws<UsageException>(() => JsonReader.Read(text));
        Assert.Matches(@"^line \d+, column \d+: not JSON: ", refused.Message);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("JSON payload", refused.Message, StringComparison.Ordinal);
    }
}
