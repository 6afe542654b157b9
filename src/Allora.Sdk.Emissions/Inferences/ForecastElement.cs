using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Inferences;

/// <summary>A forecaster's forecast of one inferer's loss (F_kj).</summary>
/// <param name="Inferer">The inferer's address.</param>
/// <param name="Value">The forecast loss as log10.</param>
public readonly record struct ForecastElement(string Inferer, Dec Value);
