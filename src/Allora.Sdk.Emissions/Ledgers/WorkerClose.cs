using System.Collections.Immutable;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Ledgers;

/// <summary>What the close of a worker window made.</summary>
/// <param name="Ledger">The topic after it.</param>
/// <param name="Inference">The network inference.</param>
/// <param name="OutlierResistant">The same without outliers; null for topics with labels.</param>
/// <param name="Outliers">If any inference was an outlier: the outlier-resistant inference then differs.</param>
public sealed record WorkerCloseResult(
    TopicLedger Ledger, NetworkInferenceBundle Inference, NetworkInferenceBundle? OutlierResistant, bool Outliers);

/// <summary>The close of a worker window: the network inference of the nonce. (Specification 7.2.)</summary>
public static class WorkerClose
{
    /// <summary>Makes the network inference of the committed inferences and forecasts.</summary>
    /// <param name="ledger">The topic before.</param>
    /// <param name="inferences">The active inferers' inferences.</param>
    /// <param name="forecasts">The committed forecasts, see <see cref="ForecastFilter.Committed"/>.</param>
    /// <param name="topic">The topic's parameters.</param>
    /// <param name="parameters">The module's parameters.</param>
    /// <param name="version">The version whose rules apply.</param>
    /// <exception cref="EmissionsException">There is no inference, or no worker can be used.</exception>
    public static WorkerCloseResult Run(
        TopicLedger ledger,
        ImmutableArray<WorkerValues> inferences,
        ImmutableArray<WorkerForecast> forecasts,
        TopicParameters topic,
        EmissionsParameters parameters,
        EmissionsVersion version = EmissionsVersion.V10)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(parameters);
        if (inferences.Length == 0)
            throw new EmissionsException(EmissionsError.NothingToCompute, "No inferer took part.");
        var inputs = new NetworkInferenceInputs
        {
            Parameters = parameters,
            Topic = topic,
            Version = version,
            Inferences = inferences,
            Forecasts = forecasts,
            Regrets = ledger.Regrets,
            InitialRegret = ledger.InitialRegret,
            RegretScale = ledger.RegretScale,
            PreviousNetworkLoss = ledger.NetworkLosses.IsEmpty ? null : (Dec?)ledger.NetworkLosses[ledger.NetworkLosses.Keys.Last()].Combined,
        };
        var inference = NetworkInference.Compute(inputs);
        if (topic.IsMulti)
            return new WorkerCloseResult(ledger, inference, null, false);
        var statistics = OutlierDetection.Update(
            ledger.Outliers, [.. inferences.Select(static one => one.Values[0])], parameters.InferenceOutlierDetectionAlpha);
        var kept = OutlierDetection.Keep(statistics, inferences, parameters.InferenceOutlierDetectionThreshold);
        var outliers = kept.Length < inferences.Length;
        return new WorkerCloseResult(
            ledger with { Outliers = statistics },
            inference,
            outliers ? NetworkInference.Compute(inputs with { Inferences = kept }) : inference,
            outliers);
    }
}
