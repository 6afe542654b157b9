namespace Allora.Sdk.Tests.Workers;

/// <summary>A provider made of a function, counting its calls.</summary>
internal sealed class FunctionProvider(Func<PredictionContext, CancellationToken, ValueTask<Prediction>> answer) : IPredictionProvider
{
    private int _calls;

    public FunctionProvider(Func<PredictionContext, Prediction> answer)
        : this((context, _) => ValueTask.FromResult(answer(context)))
    {
    }

    public int Calls => Volatile.Read(ref _calls);

    public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return answer(context, cancellationToken);
    }
}
