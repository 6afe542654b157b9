using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Topic67.Forecasting;
using Topic67.Forecasting.Prices;

namespace Allora.Benchmarks;

/// <summary>The sample's model: what a window waits for (a warm forecast), and what happens between windows (a new bar, a refit).</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Throughput, warmupCount: 5, iterationCount: 15)]
public class Topic67Benchmarks
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<HourlyBar> _bars = [];
    private Topic67Forecaster _forecaster = new();
    private DateTimeOffset _now;
    private int _next;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var source = new SimulatedPriceSource(67, Start, new FixedClock(Start.AddHours(60_000)));
        var batch = await source.GetBarsAsync(Start, Start.AddHours(60_000));
        _bars.AddRange(batch.Bars);
        Restart();
    }

    [Benchmark(Baseline = true, Description = "forecast, warm")]
    public double Forecast() => _forecaster.Forecast(_now).Value;

    [Benchmark(Description = "one new bar (a refit each 24th), then a forecast")]
    public double NewBar()
    {
        if (_next == _bars.Count)
            Restart();
        _forecaster.Update([_bars[_next++]], SimulatedPriceSource.SourceName);
        _now = _now.AddHours(1);
        return _forecaster.Forecast(_now).Value;
    }

    [Benchmark(Description = "full history of 9 672 bars and the first fits")]
    public int FullFit()
    {
        var forecaster = new Topic67Forecaster();
        forecaster.Update(_bars.GetRange(0, 9_672), SimulatedPriceSource.SourceName);
        return forecaster.Bars;
    }

    private void Restart()
    {
        _forecaster = new Topic67Forecaster();
        _next = 9_672;
        _forecaster.Update(_bars.GetRange(0, _next), SimulatedPriceSource.SourceName);
        _now = Start.AddHours(_next);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
