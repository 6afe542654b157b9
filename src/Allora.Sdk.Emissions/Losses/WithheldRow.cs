using System.Collections.Immutable;

namespace Allora.Sdk.Emissions.Losses;

/// <summary>The losses of one forecaster's forecast-implied inference with an inferer withheld.</summary>
/// <param name="Forecaster">The forecaster's address.</param>
/// <param name="WithheldInferers">The loss by withheld inferer (log10).</param>
public sealed record WithheldRow(string Forecaster, ImmutableArray<WorkerValue> WithheldInferers);
