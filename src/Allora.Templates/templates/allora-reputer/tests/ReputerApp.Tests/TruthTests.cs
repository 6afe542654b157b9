using Allora.Sdk.Testing;
using Allora.Sdk.Values;

namespace ReputerApp.Tests;

public sealed class TruthTests
{
    [Fact]
    public async Task The_same_nonce_has_the_same_truth()
    {
        var window = new TestWindow { TopicId = TOPIC_ID, Nonce = 1200 };
        var first = await new Truth().GetAsync(window.ForReputer(ChainDecimal.Parse("0.01")), TestContext.Current.CancellationToken);
        var second = await new Truth().GetAsync(window.ForReputer(ChainDecimal.Parse("0.01")), TestContext.Current.CancellationToken);
        Assert.Equal(first.ToString(), second.ToString());
    }
}
