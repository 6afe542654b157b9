using Allora.Sdk.Roles;
using Allora.Sdk.Values;

namespace Allora.Sdk.Testing.Tests;

public class TestWindowTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_is_tested_without_a_chain()
    {
        var queries = new RecordedQueries().Record(chain => chain.GetGasPriceAsync(), GasPrice.Parse("10"), GasPrice.Parse("1000"));
        var window = new TestWindow { TopicId = 3, Nonce = 50, Client = queries };
        var model = new Thrifty();

        Assert.Equal("53", (await model.PredictAsync(window.ForInferer(), Ct)).ToString());
        Assert.Equal("gas is dear", (await model.PredictAsync(window.ForInferer(), Ct)).SkipReason);
    }

    [Fact]
    public void Contexts_of_all_roles_share_the_window()
    {
        var window = new TestWindow { Nonce = 20, Length = 5, Attempt = 2 };
        var inferer = window.ForInferer();
        var forecaster = window.ForForecaster("b", "a");
        var reputer = window.ForReputer(ChainDecimal.Parse("1.5"), KeyValuePair.Create("a", ChainDecimal.Parse("2")));

        Assert.All((WindowContext[])[inferer, forecaster, reputer], context =>
        {
            Assert.Equal((67UL, 20L, 25L, 2), (context.TopicId, context.Nonce, context.WindowEnd, context.Attempt));
            Assert.Equal((window.BlockTime, window.Client), (context.BlockTime, context.Client));
        });
        Assert.Equal(67UL, inferer.Topic!.Id);
        Assert.Equal(["a", "b"], forecaster.Inferers);
        Assert.True(reputer.Network.IsComplete);
        Assert.Equal(1.5, reputer.Network.Combined!.Scalar);
    }

    [Fact]
    public async Task The_topic_of_the_window_binds_a_loss()
    {
        var window = new TestWindow();
        var reputer = window.ForReputer(ChainDecimal.Parse("1"));

        Assert.Null(ReputerLoss.OfTopic.MissingFor(reputer.Topic));
        Assert.Equal(8UL, (window with { TopicId = 8 }).Topic.Id);
        await Assert.ThrowsAsync<InvalidOperationException>(() => reputer.Client.GetTopicAsync(67, Ct));
    }

    [Fact]
    public void A_context_made_by_hand_needs_a_topic_and_a_nonce_alone()
    {
        var context = new PredictionContext { TopicId = 67, Nonce = 20 };

        Assert.Contains("Nonce = 20", context.ToString(), StringComparison.Ordinal);
        Assert.Equal(context, new PredictionContext { TopicId = 67, Nonce = 20 });
        Assert.Contains("RecordedQueries", Assert.Throws<InvalidOperationException>(() => context.Client).Message, StringComparison.Ordinal);
        Assert.Empty(new ForecastContext { TopicId = 67, Nonce = 20 }.Inferers);
    }

    private sealed class Thrifty : IPredictionProvider
    {
        public async ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) =>
            await context.Client.GetGasPriceAsync(cancellationToken) > GasPrice.Parse("100") ? Prediction.Skip("gas is dear") : context.Nonce + 3;
    }
}
