using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Network;

/// <summary>
/// The network's inference and what it would have been without each of its parts, so that a reputer has a whole bundle.
/// Simplified: the combined value is the plain mean of the active inferers and of what the active forecasters imply
/// (see <see cref="ForecastImplied"/>), the naive one the mean of the inferers alone; regrets have no part in either.
/// </summary>
internal static class NetworkInference
{
    public static NetworkInferenceBundle Of(TopicState topic, Epoch epoch)
    {
        var inferers = epoch.ActiveInferers;
        var values = inferers.ToDictionary(static worker => worker, worker => ForecastImplied.ValuesOf(epoch, worker), StringComparer.Ordinal);
        // A real node leaves forecasts out where there is nothing to choose between.
        var implied = inferers.Count > 1 ? Implied(epoch, epoch.ActiveForecasters, inferers) : [];
        var bundle = new NetworkInferenceBundle { TopicId = topic.Id, Nonce = epoch.Nonce };
        bundle.CombinedValue.AddRange(Labelled(epoch, Mean([.. values.Values, .. implied.Select(static one => one.Values)])));
        bundle.NaiveValue.AddRange(Labelled(epoch, Mean([.. values.Values])));
        bundle.InfererValues.AddRange(inferers.Select(worker => Own(epoch, worker, values[worker])));
        bundle.ForecasterValues.AddRange(implied.Select(one => Own(epoch, one.Forecaster, one.Values)));
        foreach (var (forecaster, own) in implied)
        {
            var without = new OneOutForecasterValue { WithheldForecaster = forecaster };
            without.CombinedInference.AddRange(Labelled(
                epoch, Mean([.. values.Values, .. implied.Where(one => one.Forecaster != forecaster).Select(static one => one.Values)])));
            bundle.OneOutForecasterValues.Add(without);
            var within = new OneInForecasterValue { Forecaster = forecaster };
            within.CombinedInference.AddRange(Labelled(epoch, Mean([.. values.Values, own])));
            bundle.OneInForecasterValues.Add(within);
        }

        // Nothing is left without the only inferer.
        foreach (var withheld in inferers.Count > 1 ? inferers : [])
            Withhold(bundle, epoch, withheld, values);
        return bundle;
    }

    private static void Withhold(NetworkInferenceBundle bundle, Epoch epoch, string withheld, Dictionary<string, Dec[]> values)
    {
        var others = epoch.ActiveInferers.Remove(withheld);
        var implied = Implied(epoch, epoch.ActiveForecasters, others);
        var without = new OneOutInfererValue { WithheldInferer = withheld };
        without.CombinedInference.AddRange(Labelled(
            epoch, Mean([.. others.Select(worker => values[worker]), .. implied.Select(static one => one.Values)])));
        bundle.OneOutInfererValues.Add(without);
        foreach (var (forecaster, own) in implied)
        {
            var both = new OneOutInfererForecasterValue { Forecaster = forecaster, WithheldInferer = withheld };
            both.CombinedInference.AddRange(Labelled(epoch, own));
            bundle.OneOutInfererForecasterValues.Add(both);
        }
    }

    /// <summary>What each forecaster implies; one whose forecast names none of the inferers implies nothing.</summary>
    private static List<(string Forecaster, Dec[] Values)> Implied(Epoch epoch, IEnumerable<string> forecasters, IReadOnlyCollection<string> inferers) =>
    [
        .. forecasters
            .Select(forecaster => (forecaster, Values: ForecastImplied.Of(epoch, forecaster, inferers)))
            .Where(static one => one.Values is not null)
            .Select(static one => (one.forecaster, one.Values!)),
    ];

    private static WorkerInference Own(Epoch epoch, string worker, Dec[] values)
    {
        var own = new WorkerInference { Worker = worker };
        own.Values.AddRange(Labelled(epoch, values));
        return own;
    }

    private static Dec[] Mean(List<Dec[]> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        var count = new System.Numerics.BigInteger(parts.Count);
        return [.. parts[0].Select((_, label) => (parts.Aggregate(Dec.Zero, (sum, part) => sum + part[label]) / count).Reduced())];
    }

    private static IEnumerable<LabeledValue> Labelled(Epoch epoch, Dec[] values) => values.Select((value, index) =>
        new LabeledValue { LabelId = (uint)index + 1, LabelName = epoch.Labels[index], Value = value.ToString() });
}
