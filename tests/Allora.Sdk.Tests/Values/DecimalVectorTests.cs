using System.Text;
using Allora.Sdk.Values;

namespace Allora.Sdk.Tests.Values;

public class DecimalVectorTests
{
    [Fact]
    public Task Every_text_becomes_the_spelling_that_the_node_verified() =>
        VectorFile.ForEach("decimal.json", "cases", entry =>
        {
            var text = entry.Text("text");
            var canonical = entry.TextOrNull("canonical");
            var parsed = ChainDecimal.TryParse(text, out var value, out var why);
            Assert.Equal(canonical is not null, parsed);
            if (canonical is null)
            {
                Assert.NotNull(why);
                Assert.Throws<FormatException>(() => ChainDecimal.Parse(text));
                return;
            }

            Assert.Equal(canonical, value.ToString());
            Assert.Equal(canonical, ChainDecimal.Parse(canonical).ToString());
            Assert.Equal(entry.GetProperty("chain_accepts_signature_over_text_as_given").GetBoolean(), value.ToString() == text);
            Span<byte> utf8 = stackalloc byte[256];
            Assert.True(value.TryFormat(utf8, out var written));
            Assert.Equal(canonical, Encoding.UTF8.GetString(utf8[..written]));
        });
}
