using System.Collections.Immutable;

namespace Allora.Sdk.Emissions.Inferences;

/// <summary>A forecaster's forecast of a nonce.</summary>
/// <param name="Forecaster">The forecaster's address.</param>
/// <param name="Elements">The elements in the order submitted.</param>
public sealed record WorkerForecast(string Forecaster, ImmutableArray<ForecastElement> Elements);
