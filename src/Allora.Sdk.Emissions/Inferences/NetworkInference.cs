using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Regrets;

namespace Allora.Sdk.Emissions.Inferences;

/// <summary>
/// The network's inference of a nonce, made when its worker window closes: combined and naive, with each inferer or forecaster left out, with
/// one forecaster alone, and forecast-implied inferences. (Specification 2.1 to 2.5; observed in EventNetworkInferenceBundle.)
/// </summary>
public static class NetworkInference
{
    /// <summary>
    /// Computes the bundle. With one inferer, combined and naive are its inference, forecasts are ignored and every list but the inferers' is
    /// empty.
    /// </summary>
    /// <param name="inputs">Inferences, forecasts and what the topic has stored.</param>
    /// <exception cref="EmissionsException">There is no inference, or no worker can be used.</exception>
    public static NetworkInferenceBundle Compute(NetworkInferenceInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var inferences = inputs.Inferences.OrderBy(static one => one.Worker, StringComparer.Ordinal).ToImmutableArray();
        if (inferences.Length == 0)
            throw new EmissionsException(EmissionsError.NothingToCompute, "No inferer took part.");
        if (inferences.Length == 1)
            return new NetworkInferenceBundle { Combined = inferences[0].Values, Naive = inferences[0].Values, Inferers = inferences };
        return new Synthesis(inputs, inferences).Compute();
    }

    private sealed class Synthesis(NetworkInferenceInputs inputs, ImmutableArray<WorkerValues> inferences)
    {
        private readonly RegretBook _regrets = inputs.Regrets;
        private readonly WeightedMean _mean = new(inputs, inferences);
        private readonly ImpliedInferences _implied = new(inputs, inferences);

        private bool HasPrevious => inputs.PreviousNetworkLoss is not null;

        public NetworkInferenceBundle Compute()
        {
            var forecasts = inputs.Forecasts.OrderBy(static one => one.Forecaster, StringComparer.Ordinal).ToImmutableArray();
            var implied = HasPrevious ? _implied.All(forecasts, null) : [];
            var (infererRegrets, forecasterRegrets) = (InfererRegrets(), Array.ConvertAll([.. implied], one => Regret(_regrets.Forecaster, one.Worker)));
            var combined = _mean.Of(inferences, infererRegrets, implied, forecasterRegrets);
            var naive = _mean.Of(inferences, NaiveRegrets(), [], []);
            var several = HasPrevious && implied.Length > 1;
            return new NetworkInferenceBundle
            {
                Combined = combined.Values,
                Naive = naive.Values,
                Inferers = inferences,
                Forecasters = implied,
                OneOutInferers = [.. inferences.Select(one => OneOutInferer(one.Worker, forecasts))],
                OneOutForecasters = several ? [.. implied.Select(one => OneOutForecaster(one.Worker, implied))] : [],
                OneInForecasters = several ? [.. implied.Select(OneInForecaster)] : [],
                OneOutInfererForecasters = HasPrevious ? Cells(forecasts) : [],
                InfererWeights = [.. inferences.Select((one, i) => new WorkerValue(one.Worker, combined.InfererWeights[i]))],
                ForecasterWeights = [.. implied.Select((one, i) => new WorkerValue(one.Worker, combined.ForecasterWeights[i]))],
                InfererRegretsUsed = [.. inferences.Select((one, i) => new WorkerValue(one.Worker, infererRegrets[i]!.Value))],
                ForecasterRegretsUsed = HasPrevious
                    ? [.. forecasts.Select(one => new WorkerValue(one.Forecaster, Regret(_regrets.Forecaster, one.Forecaster)!.Value))]
                    : [],
            };
        }

        private WorkerValues OneOutInferer(string withheld, ImmutableArray<WorkerForecast> forecasts)
        {
            var others = inferences.Where(one => one.Worker != withheld).ToImmutableArray();
            var implied = HasPrevious ? _implied.All(forecasts, withheld) : [];
            var mean = _mean.Of(
                others,
                Array.ConvertAll([.. others], one => Regret(_regrets.OneOutInfererInferer, (withheld, one.Worker))),
                implied,
                Array.ConvertAll([.. implied], one => Regret(_regrets.OneOutInfererForecaster, (withheld, one.Worker))));
            return new WorkerValues(withheld, mean.Values);
        }

        private WorkerValues OneOutForecaster(string withheld, ImmutableArray<WorkerValues> implied)
        {
            var others = implied.Where(one => one.Worker != withheld).ToImmutableArray();
            var mean = _mean.Of(
                inferences,
                Array.ConvertAll([.. inferences], one => Regret(_regrets.OneOutForecasterInferer, (withheld, one.Worker))),
                others,
                Array.ConvertAll([.. others], one => Regret(_regrets.OneOutForecasterForecaster, (withheld, one.Worker))));
            return new WorkerValues(withheld, mean.Values);
        }

        private WorkerValues OneInForecaster(WorkerValues forecaster)
        {
            var mean = _mean.Of(
                inferences,
                Array.ConvertAll([.. inferences], one => Regret(_regrets.OneInForecaster, (forecaster.Worker, one.Worker))),
                [forecaster],
                [Regret(_regrets.OneInForecaster, (forecaster.Worker, forecaster.Worker))]);
            return new WorkerValues(forecaster.Worker, mean.Values);
        }

        private ImmutableArray<ForecasterCells> Cells(ImmutableArray<WorkerForecast> forecasts)
        {
            var rows = ImmutableArray.CreateBuilder<ForecasterCells>();
            foreach (var forecast in forecasts)
            {
                var cells = ImmutableArray.CreateBuilder<WorkerValues>();
                foreach (var inferer in inferences)
                {
                    if (_implied.Of(forecast, inferer.Worker) is { } values)
                        cells.Add(new WorkerValues(inferer.Worker, values));
                }

                if (cells.Count > 0)
                    rows.Add(new ForecasterCells(forecast.Forecaster, cells.ToImmutable()));
            }

            return rows.ToImmutable();
        }

        private Dec?[] InfererRegrets() => Array.ConvertAll([.. inferences], one => Regret(_regrets.Inferer, one.Worker));

        private Dec?[] NaiveRegrets() => Array.ConvertAll([.. inferences], one => Regret(_regrets.NaiveInferer, one.Worker));

        private Dec? Regret<TKey>(ImmutableDictionary<TKey, TimestampedValue> family, TKey key)
            where TKey : notnull => RegretBook.Read(family, key, inputs.InitialRegret);
    }
}
