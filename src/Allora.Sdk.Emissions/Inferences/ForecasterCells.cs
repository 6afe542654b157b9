using System.Collections.Immutable;

namespace Allora.Sdk.Emissions.Inferences;

/// <summary>A forecaster's forecast-implied inferences with one inferer withheld each.</summary>
/// <param name="Forecaster">The forecaster's address.</param>
/// <param name="WithheldInferers">By withheld inferer, ascending; inferers without whom nothing is left are absent.</param>
public sealed record ForecasterCells(string Forecaster, ImmutableArray<WorkerValues> WithheldInferers);
