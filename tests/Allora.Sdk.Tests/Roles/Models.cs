using Allora.Sdk.Encodings;
using Allora.Sdk.Roles;

namespace Allora.Sdk.Tests.Roles;

/// <summary>A forecaster made of a function, counting its calls.</summary>
internal sealed class FunctionForecaster(Func<ForecastContext, Forecast> answer) : IForecastProvider
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>A loss for each inferer that the chain names.</summary>
    public static FunctionForecaster ForEach() => new(context =>
        Forecast.Values(context.Inferers.ToDictionary(inferer => inferer, inferer => (inferer.GetHashCode(StringComparison.Ordinal) & 15) / 100.0)));

    public ValueTask<Forecast> ForecastAsync(ForecastContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return ValueTask.FromResult(answer(context));
    }
}

/// <summary>A ground truth made of a function, counting its calls for each nonce.</summary>
internal sealed class FunctionTruth(Func<ReputerContext, GroundTruth> answer) : IGroundTruth
{
    private readonly Lock _lock = new();
    private readonly List<long> _asked = [];

    public long[] Asked
    {
        get
        {
            lock (_lock)
                return [.. _asked];
        }
    }

    public ValueTask<GroundTruth> GetAsync(ReputerContext context, CancellationToken cancellationToken)
    {
        lock (_lock)
            _asked.Add(context.Nonce);
        return ValueTask.FromResult(answer(context));
    }
}

/// <summary>A reputer made of a function from a value to a loss.</summary>
internal sealed class FunctionReputer(Func<ReputerContext, LossFunction> answer) : IReputerFunction
{
    public ValueTask<LossFunction> PrepareAsync(ReputerContext context, CancellationToken cancellationToken) => ValueTask.FromResult(answer(context));
}
