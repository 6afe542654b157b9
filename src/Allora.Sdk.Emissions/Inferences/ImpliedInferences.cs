using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Inferences;

/// <summary>
/// Forecast-implied inferences: the inferers' inferences weighted by the regrets that a forecast foresees, L_prev - F_kj. (Specification 2.4;
/// with an inferer withheld 2.5 and, for v9, 8.2 and 8.3.)
/// </summary>
internal sealed class ImpliedInferences(NetworkInferenceInputs inputs, ImmutableArray<WorkerValues> inferences)
{
    private readonly Dictionary<string, ImmutableArray<Dec>> _inferences =
        inferences.ToDictionary(static one => one.Worker, static one => one.Values, StringComparer.Ordinal);

    private readonly Dictionary<(string Forecaster, string? Withheld), ImmutableArray<Dec>?> _known = [];
    private readonly Dictionary<string, ForecastElement[]> _elements = new(StringComparer.Ordinal);
    private readonly bool _allNew = inputs.InitialRegret.IsZero;

    /// <summary>The implied inferences of the forecasters that have one, ascending as the forecasts are.</summary>
    public ImmutableArray<WorkerValues> All(ImmutableArray<WorkerForecast> forecasts, string? withheld)
    {
        var implied = ImmutableArray.CreateBuilder<WorkerValues>(forecasts.Length);
        foreach (var forecast in forecasts)
        {
            if (Of(forecast, withheld) is { } values)
                implied.Add(new WorkerValues(forecast.Forecaster, values));
        }

        return implied.DrainToImmutable();
    }

    /// <summary>One implied inference; null if nothing is left to make it of.</summary>
    public ImmutableArray<Dec>? Of(WorkerForecast forecast, string? withheld)
    {
        var elements = Elements(forecast);
        var others = withheld is null ? elements : Array.FindAll(elements, element => element.Inferer != withheld);
        // Without effect on this forecast: the same inference as with everyone.
        var key = (forecast.Forecaster, others.Length == elements.Length ? null : withheld);
        if (!_known.TryGetValue(key, out var values))
            _known[key] = values = Imply(elements, others);
        return values;
    }

    private ImmutableArray<Dec>? Imply(ForecastElement[] elements, ForecastElement[] others)
    {
        // The median of no inference at all is 0: the inferers that a forecast is about may all be outliers.
        if (_allNew && (elements.Length == 0 || inputs.Version == EmissionsVersion.V9))
            return Medians(elements);
        if (inputs.Version == EmissionsVersion.V9 && elements.Length == 1)
            return _inferences[elements[0].Inferer];
        if (others.Length == 0)
            return null;
        return _allNew ? Medians(others) : Weighted(others);
    }

    private ImmutableArray<Dec> Medians(ForecastElement[] elements) =>
        [.. Enumerable.Range(0, inferences[0].Values.Length)
            .Select(label => DecStatistics.Median(elements.Select(element => _inferences[element.Inferer][label])))];

    private ImmutableArray<Dec>? Weighted(ForecastElement[] elements)
    {
        var previous = inputs.PreviousNetworkLoss!.Value;
        var regrets = Array.ConvertAll(elements, element => (Dec?)(previous - element.Value));
        var scale = RegretWeights.Scale(inputs.RegretScale, regrets, inputs.Topic.Epsilon);
        var weights = RegretWeights.Compute(regrets, scale, inputs.Topic.PNorm, inputs.Topic.CNorm);
        var sum = weights.Sum();
        if (sum.IsZero)
            return null;
        return [.. Enumerable.Range(0, inferences[0].Values.Length).Select(label =>
            elements.Select((element, i) => weights[i] * _inferences[element.Inferer][label]).Sum() / sum)];
    }

    /// <summary>The elements about inferers that took part, the first for each.</summary>
    private ForecastElement[] Elements(WorkerForecast forecast)
    {
        if (!_elements.TryGetValue(forecast.Forecaster, out var elements))
        {
            elements = [.. forecast.Elements.Where(element => _inferences.ContainsKey(element.Inferer)).DistinctBy(static element => element.Inferer)];
            _elements[forecast.Forecaster] = elements;
        }

        return elements;
    }
}
