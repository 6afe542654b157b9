using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Labels;

/// <summary>One value of a labelled inference.</summary>
/// <param name="Label">The canonical label.</param>
/// <param name="Value">The value.</param>
public readonly record struct LabeledValue(string Label, Dec Value);
