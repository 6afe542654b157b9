using Topic67.Forecasting.Prices;

namespace Topic67.Forecasting.Sources;

/// <summary>The rows of an answer.</summary>
/// <param name="Bars">The bars, in any order; prices may be unusable.</param>
/// <param name="Unreadable">The number of rows that are not bars at all.</param>
internal sealed record BarPage(IReadOnlyList<HourlyBar> Bars, int Unreadable = 0);
