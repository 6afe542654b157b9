using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Values;

namespace Allora.Sdk.DevNet.Emissions.Network;

/// <summary>
/// The inference that a forecast implies: the inferers' values, weighted by how small a loss it foretells for each. Simplified: the
/// inferer with the least forecast loss (log10) weighs 1, any other 1 / (1 + how much its loss is above that).
/// </summary>
internal static class ForecastImplied
{
    /// <summary>One value for each label of the epoch; null where the forecast names none of the inferers.</summary>
    public static Dec[]? Of(Epoch epoch, string forecaster, IReadOnlyCollection<string> inferers)
    {
        var losses = epoch.Forecasts[forecaster].Input.ForecastElements
            .Where(element => inferers.Contains(element.Inferer))
            .Select(static element => (element.Inferer, Loss: Dec.Parse(element.Value)))
            .ToList();
        if (losses.Count == 0)
            return null;
        var least = losses.Aggregate(losses[0].Loss, static (min, one) => one.Loss < min ? one.Loss : min);
        var weighted = losses.ConvertAll(one => (Values: ValuesOf(epoch, one.Inferer), Weight: Dec.One / (Dec.One + (one.Loss - least))));
        if (weighted.Count == 1)
            return weighted[0].Values;
        var total = weighted.Aggregate(Dec.Zero, static (sum, one) => sum + one.Weight);
        return [.. epoch.Labels.Select((_, label) =>
            (weighted.Aggregate(Dec.Zero, (sum, one) => sum + (one.Values[label] * one.Weight)) / total).Reduced())];
    }

    /// <summary>An inferer's values in the order of the epoch's labels; what it left out is 0.</summary>
    public static Dec[] ValuesOf(Epoch epoch, string worker) =>
        [.. epoch.Labels.Select(label => epoch.Inferences[worker].ValueOf(label) ?? Dec.Zero)];
}
