using Allora.Sdk;

namespace WebApi;

/// <summary>A placeholder for a model: a slow wave around zero, by the block's time.</summary>
internal sealed class DriftModel : IPredictionProvider
{
    public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        var phase = context.Nonce / 40.0;
        return ValueTask.FromResult(Prediction.Value(Math.Round(0.02 * Math.Sin(phase) + 0.005 * Math.Cos(3 * phase), 6)));
    }
}
