using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Sortition;

/// <summary>The record of the lowest score in an active set (GetCurrentLowestInfererScore). It outlives its window.</summary>
/// <param name="Address">The actor.</param>
/// <param name="BlockHeight">The nonce with which it was written; 0 for a forecaster's first submission.</param>
/// <param name="Score">The score that a newcomer has to exceed.</param>
public sealed record LowestScore(string Address, long BlockHeight, Dec Score);
