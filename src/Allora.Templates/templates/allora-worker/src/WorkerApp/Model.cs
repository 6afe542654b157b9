using Allora.Sdk;

namespace WorkerApp;

/// <summary>Your model. It is called once for each window, and again if it throws while the window is open.</summary>
internal sealed class Model : IPredictionProvider
{
    public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        // context has the topic, the nonce, its block's time, the deadline and a client for queries.
        // Prediction.Skip("why") answers nothing, and costs nothing.
        var wave = Math.Sin(context.BlockTime.ToUnixTimeSeconds() / 86_400.0);
        return ValueTask.FromResult(Prediction.Value(Math.Round(0.02 * wave, 6)));
    }
}
