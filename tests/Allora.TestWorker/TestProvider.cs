using Allora.Sdk;

namespace Allora.TestWorker;

/// <summary>Answers the nonce scaled down, so that a reader can tell which window a value belongs to; each call of a varying one has another answer.</summary>
internal sealed class TestProvider(TextWriter output, bool varies) : IPredictionProvider
{
    public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        output.WriteLine($"PREDICT {context.Nonce}");
        output.Flush();
        return ValueTask.FromResult(Prediction.Value((context.Nonce / 1_000_000m) + (varies ? Random.Shared.Next() / 1_000_000_000_000_000m : 0)));
    }
}
