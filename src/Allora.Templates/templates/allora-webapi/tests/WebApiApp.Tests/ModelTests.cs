using Allora.Sdk.Testing;

namespace WebApiApp.Tests;

public sealed class ModelTests
{
    [Fact]
    public async Task A_window_is_answered_with_a_small_return()
    {
        var window = new TestWindow { TopicId = TOPIC_ID, Nonce = 1200 };
        var prediction = await new Model().PredictAsync(window.ForInferer(), TestContext.Current.CancellationToken);
        Assert.InRange((double)decimal.Parse(prediction.ToString(), System.Globalization.CultureInfo.InvariantCulture), -0.02, 0.02);
    }
}
