using BenchmarkDotNet.Attributes;
using Topic67.Forecasting;
using Topic67.Forecasting.Prices;

namespace Allora.Benchmarks.Topic67;

/// <summary>What a window waits for, a warm forecast, and what happens between windows, a new bar.</summary>
public class PredictBenchmarks
{
    private const int History = 9_672;
    private readonly HourlyBar[] _new = new HourlyBar[1];
    private IReadOnlyList<HourlyBar> _bars = [];
    private Topic67Forecaster _forecaster = new();
    private DateTimeOffset _now;
    private int _next;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _bars = await Prices.HoursAsync(200_000);
        Restart();
    }

    [Benchmark(Baseline = true, Description = "forecast, warm")]
    public double Forecast() => _forecaster.Forecast(_now).Value;

    /// <summary>Each 24th bar brings a refit and the gate's turn: the mean has its share of both. A restart each 190 000 bars adds under 1 ns.</summary>
    [Benchmark(Description = "new bar (each 24th refits), forecast")]
    public double NewBar()
    {
        if (_next == _bars.Count)
            Restart();
        _new[0] = _bars[_next++];
        _forecaster.Update(_new, SimulatedPriceSource.SourceName);
        _now = _now.AddHours(1);
        return _forecaster.Forecast(_now).Value;
    }

    private void Restart()
    {
        _forecaster = new Topic67Forecaster();
        _next = History;
        _forecaster.Update(_bars.Take(_next).ToList(), SimulatedPriceSource.SourceName);
        _now = Prices.Start.AddHours(_next);
    }
}
