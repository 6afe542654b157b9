using Allora.Sdk;

namespace Allora.TestWorker;

/// <summary>Answers the nonce scaled down, so that a reader can tell which window a value belongs to.</summary>
internal sealed class TestProvider(TextWriter output) : IPredictionProvider
{
    public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        output.WriteLine($"PREDICT {context.Nonce}");
        output.Flush();
        return ValueTask.FromResult(Prediction.Value(context.Nonce / 1_000_000m));
    }
}
