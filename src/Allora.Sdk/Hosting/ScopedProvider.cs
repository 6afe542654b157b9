using Allora.Sdk.Encodings;
using Allora.Sdk.Roles;
using Microsoft.Extensions.DependencyInjection;

namespace Allora.Sdk.Hosting;

/// <summary>An inferer's model, created for each prediction.</summary>
internal sealed class ScopedProvider<TProvider>(ScopedCalls<TProvider> calls) : IPredictionProvider
    where TProvider : class, IPredictionProvider
{
    public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) =>
        calls.QueryAsync(provider => provider.PredictAsync(context, cancellationToken));

    public static IPredictionProvider For(IServiceProvider provider, IServiceCollection services) =>
        ScopedCalls<TProvider>.IsOne(provider, services, out var one, out var calls) ? one : new ScopedProvider<TProvider>(calls);
}

/// <summary>A forecaster's model, created for each forecast.</summary>
internal sealed class ScopedForecaster<TForecaster>(ScopedCalls<TForecaster> calls) : IForecastProvider
    where TForecaster : class, IForecastProvider
{
    public ValueTask<Forecast> ForecastAsync(ForecastContext context, CancellationToken cancellationToken) =>
        calls.QueryAsync(forecaster => forecaster.ForecastAsync(context, cancellationToken));

    public static IForecastProvider For(IServiceProvider provider, IServiceCollection services) =>
        ScopedCalls<TForecaster>.IsOne(provider, services, out var one, out var calls) ? one : new ScopedForecaster<TForecaster>(calls);
}

/// <summary>A reputer's ground truth, created for each query.</summary>
internal sealed class ScopedTruth<TTruth>(ScopedCalls<TTruth> calls) : IGroundTruth
    where TTruth : class, IGroundTruth
{
    public ValueTask<GroundTruth> GetAsync(ReputerContext context, CancellationToken cancellationToken) =>
        calls.QueryAsync(truth => truth.GetAsync(context, cancellationToken));

    public static IGroundTruth For(IServiceProvider provider, IServiceCollection services) =>
        ScopedCalls<TTruth>.IsOne(provider, services, out var one, out var calls) ? one : new ScopedTruth<TTruth>(calls);
}

/// <summary>A reputer's own function, created for each nonce: it lives until every value of the nonce has its loss.</summary>
internal sealed class ScopedReputer<TFunction>(ScopedCalls<TFunction> calls) : IReputerFunction, IReputerFunctionLease
    where TFunction : class, IReputerFunction
{
    public ValueTask<LossFunction> PrepareAsync(ReputerContext context, CancellationToken cancellationToken) =>
        calls.QueryAsync(function => function.PrepareAsync(context, cancellationToken));

    public ValueTask<TAnswer> UseAsync<TAnswer>(Func<IReputerFunction, ValueTask<TAnswer>> use) => calls.QueryAsync(use);

    public static IReputerFunction For(IServiceProvider provider, IServiceCollection services) =>
        ScopedCalls<TFunction>.IsOne(provider, services, out var one, out var calls) ? one : new ScopedReputer<TFunction>(calls);
}
