using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions;

/// <summary>A vector over the labels of an epoch that belongs to a worker.</summary>
/// <param name="Worker">The worker's address: the inferer, the forecaster, or the worker that is withheld.</param>
/// <param name="Values">One value for each label, in the order of the label ids; one value for a topic with a single output.</param>
public readonly record struct WorkerValues(string Worker, ImmutableArray<Dec> Values);
