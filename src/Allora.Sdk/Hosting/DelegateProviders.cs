using Allora.Sdk.Encodings;
using Allora.Sdk.Roles;

namespace Allora.Sdk.Hosting;

/// <summary>An inferer's model that is a delegate.</summary>
internal sealed class DelegateProvider(Func<PredictionContext, CancellationToken, ValueTask<Prediction>> predict) : IPredictionProvider
{
    public ValueTask<Prediction> PredictAsync(PredictionContext context, CancellationToken cancellationToken) => predict(context, cancellationToken);
}

/// <summary>A forecaster's model that is a delegate.</summary>
internal sealed class DelegateForecaster(Func<ForecastContext, CancellationToken, ValueTask<Forecast>> forecast) : IForecastProvider
{
    public ValueTask<Forecast> ForecastAsync(ForecastContext context, CancellationToken cancellationToken) => forecast(context, cancellationToken);
}

/// <summary>A reputer's truth that is a delegate.</summary>
internal sealed class DelegateTruth(Func<ReputerContext, CancellationToken, ValueTask<GroundTruth>> truth) : IGroundTruth
{
    public ValueTask<GroundTruth> GetAsync(ReputerContext context, CancellationToken cancellationToken) => truth(context, cancellationToken);
}

/// <summary>A reputer's own function that is a delegate.</summary>
internal sealed class DelegateReputer(Func<ReputerContext, CancellationToken, ValueTask<LossFunction>> prepare) : IReputerFunction
{
    public ValueTask<LossFunction> PrepareAsync(ReputerContext context, CancellationToken cancellationToken) => prepare(context, cancellationToken);
}
