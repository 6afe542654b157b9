using BenchmarkDotNet.Attributes;
using Topic67.Forecasting.Model;
using Topic67.Forecasting.Prices;

namespace Allora.Benchmarks.Topic67;

/// <summary>A day's refit over a year of rows: all rows summed anew, or 24 rows added and 24 dropped. Both read the same logarithms, and both solve.</summary>
public class RefitBenchmarks
{
    private readonly PriceSeries _prices = new();
    private TrainingWindow _rolling = null!;
    private int _first;
    private int _hour;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        foreach (var bar in await Prices.HoursAsync(200_000))
            _prices.Add(bar);
        _rolling = new TrainingWindow(_prices, ModelVariant.A.Window);
        _first = _hour = _prices.FirstHour + Horizon.BarsForFullWindow;
        _rolling.At(_hour);
    }

    [Benchmark(Baseline = true, Description = "full fit, 8 760 rows")]
    public RidgeFit Full() => RidgeSolver.Solve(new TrainingWindow(_prices, ModelVariant.A.Window).At(Advance()), ModelVariant.A, _hour)!;

    [Benchmark(Description = "incremental, a day on")]
    public RidgeFit Incremental() => RidgeSolver.Solve(_rolling.At(Advance()), ModelVariant.A, _hour)!;

    // Back to the start after 7 900 days: the one full pass there adds less than a thousandth of itself to the mean.
    private int Advance() => _hour = _hour + 24 > _prices.LastHour ? _first : _hour + 24;
}
