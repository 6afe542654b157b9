using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Benchmarks.Settlement;

/// <summary>Payloads of a topic in which everybody takes part: inferences of a drifting truth, forecasts of all, and the losses of every part.</summary>
internal sealed class SyntheticTopic(int inferers, int forecasters, int reputers, int seed)
{
    private readonly Random _random = new(seed);

    public int Reputers => reputers;

    public ImmutableArray<WorkerValues> Inferences() =>
        [.. Enumerable.Range(0, inferers).Select(i => new WorkerValues(Name("inferer", i), [Number(-20_000_000, 20_000_000, -9)]))];

    public ImmutableArray<WorkerForecast> Forecasts() =>
    [
        .. Enumerable.Range(0, forecasters).Select(k => new WorkerForecast(
            Name("forecaster", k), [.. Enumerable.Range(0, Math.Min(inferers, 12)).Select(i => new ForecastElement(Name("inferer", (i + k) % inferers), Loss()))])),
    ];

    /// <summary>What a reputer reports of a network inference: a loss for each part.</summary>
    public ReputerLosses Losses(int reputer, NetworkInferenceBundle bundle) => new(
        Name("reputer", reputer),
        new BigInteger(1000 + (reputer * 137)) * BigInteger.Pow(10, 18),
        new LossBundle
        {
            Combined = Loss(),
            Naive = Loss(),
            Inferers = Of(bundle.Inferers),
            Forecasters = Of(bundle.Forecasters),
            OneOutInferers = Of(bundle.OneOutInferers),
            OneOutForecasters = Of(bundle.OneOutForecasters),
            OneInForecasters = Of(bundle.OneInForecasters),
            OneOutInfererForecasters = [.. bundle.OneOutInfererForecasters.Select(row => new WithheldRow(row.Forecaster, Of(row.WithheldInferers)))],
        });

    private ImmutableArray<WorkerValue> Of(ImmutableArray<WorkerValues> parts) => [.. parts.Select(part => new WorkerValue(part.Worker, Loss()))];

    private Dec Loss() => Number(-90_000_000_000, -20_000_000_000, -10);

    private Dec Number(long least, long most, int exponent) => new(_random.NextInt64(least, most), exponent);

    private static string Name(string role, int index) => role + index.ToString("D3", CultureInfo.InvariantCulture);
}
