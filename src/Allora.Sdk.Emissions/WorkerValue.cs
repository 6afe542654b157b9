using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions;

/// <summary>A number that belongs to an actor.</summary>
/// <param name="Worker">The actor's address.</param>
/// <param name="Value">The number: a loss, a regret, a weight, a score or a fraction.</param>
public readonly record struct WorkerValue(string Worker, Dec Value);
