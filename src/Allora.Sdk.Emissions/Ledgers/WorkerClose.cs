using System.Collections.Immutable;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Ledgers;

/// <summary>What the close of a worker window made. The chain keeps what was written before a step that fails.</summary>
/// <param name="Ledger">The topic after it.</param>
/// <param name="Inference">The network inference; null if it could not be computed.</param>
/// <param name="OutlierResistant">The same without outliers; null for topics with labels, and if it could not be computed.</param>
/// <param name="Outliers">If any inference was an outlier: the outlier-resistant inference then differs.</param>
/// <param name="Failure">The step that failed; null if none did.</param>
public sealed record WorkerCloseResult(
    TopicLedger Ledger,
    NetworkInferenceBundle? Inference,
    NetworkInferenceBundle? OutlierResistant = null,
    bool Outliers = false,
    EmissionsException? Failure = null);

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
    /// <returns>The result; with a failure if a step could not be computed, and then with the steps before it.</returns>
    /// <exception cref="EmissionsException">There is no inference.</exception>
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
        if (topic.IsMulti)
            return TryCompute(inputs, out var labelled) is { } failed ? new WorkerCloseResult(ledger, null, Failure: failed) : new WorkerCloseResult(ledger, labelled);
        var statistics = OutlierDetection.Update(
            ledger.Outliers, [.. inferences.Select(static one => one.Values[0])], parameters.InferenceOutlierDetectionAlpha);
        ledger = ledger with { Outliers = statistics };
        if (TryCompute(inputs, out var inference) is { } failure)
            return new WorkerCloseResult(ledger, null, Failure: failure);
        var kept = OutlierDetection.Keep(statistics, inferences, parameters.InferenceOutlierDetectionThreshold);
        if (kept.Length == inferences.Length)
            return new WorkerCloseResult(ledger, inference, inference);
        failure = TryCompute(inputs with { Inferences = kept }, out var resistant);
        return new WorkerCloseResult(ledger, inference, resistant, true, failure);
    }

    private static EmissionsException? TryCompute(NetworkInferenceInputs inputs, out NetworkInferenceBundle? bundle)
    {
        bundle = null;
        try
        {
            bundle = NetworkInference.Compute(inputs);
            return null;
        }
        catch (EmissionsException failure)
        {
            return failure;
        }
    }
}
