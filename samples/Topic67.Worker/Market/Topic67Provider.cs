using Allora.Sdk;
using Microsoft.Extensions.Logging;
using Topic67.Forecasting;
using Topic67.Forecasting.Prices;

namespace Topic67.Worker.Market;

/// <summary>The sample's provider: the forecast of the model at the nonce's block time, and where it comes from.</summary>
internal sealed partial class Topic67Provider(PriceFeed feed, Topic67Forecaster forecaster, ILogger<Topic67Provider> logger) : IPredictionProvider
{
    public async ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await feed.CatchUpAsync(context.BlockTime, cancellationToken).ConfigureAwait(false);
        }
        catch (PriceSourceException exception)
        {
            // The forecaster knows what to say without fresh bars, and says so in the result.
            PricesFailed(logger, context.BlockTime, exception.Message);
        }

        var forecast = forecaster.Forecast(context.BlockTime);
        return forecast.HasValue
            ? Prediction.Value(forecast.Value).WithNote(forecast.Why)
            : Prediction.Skip(forecast.Why);
    }

    [LoggerMessage(2000, LogLevel.Warning, "No new prices at {At:u}: {Message}")]
    private static partial void PricesFailed(ILogger logger, DateTimeOffset at, string message);
}
