using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Inferences;

/// <summary>
/// The network's inference of a nonce with its variants: what EventNetworkInferenceBundle and GetNetworkInferencesAtBlock show. All lists are
/// ascending by address (bytes).
/// </summary>
public sealed record NetworkInferenceBundle
{
    /// <summary>The combined inference of inferers and forecasters, a value for each label.</summary>
    public required ImmutableArray<Dec> Combined { get; init; }

    /// <summary>The inference without forecasters, weighted by naive regrets.</summary>
    public required ImmutableArray<Dec> Naive { get; init; }

    /// <summary>The inferers' inferences (I_j).</summary>
    public required ImmutableArray<WorkerValues> Inferers { get; init; }

    /// <summary>The forecast-implied inferences (I_k).</summary>
    public ImmutableArray<WorkerValues> Forecasters { get; init; } = [];

    /// <summary>The combined inference with an inferer withheld; empty with one inferer.</summary>
    public ImmutableArray<WorkerValues> OneOutInferers { get; init; } = [];

    /// <summary>The combined inference with a forecaster withheld; empty with fewer than two.</summary>
    public ImmutableArray<WorkerValues> OneOutForecasters { get; init; } = [];

    /// <summary>The combined inference with a single forecaster; empty with fewer than two.</summary>
    public ImmutableArray<WorkerValues> OneInForecasters { get; init; } = [];

    /// <summary>Forecast-implied inferences with an inferer withheld, a row for each forecaster.</summary>
    public ImmutableArray<ForecasterCells> OneOutInfererForecasters { get; init; } = [];

    /// <summary>The weights of the combined inference, not normalised; empty with one inferer.</summary>
    public ImmutableArray<WorkerValue> InfererWeights { get; init; } = [];

    /// <summary>The forecasters' weights of the combined inference, not normalised.</summary>
    public ImmutableArray<WorkerValue> ForecasterWeights { get; init; } = [];

    /// <summary>The inferers' regrets that were read; empty with one inferer.</summary>
    public ImmutableArray<WorkerValue> InfererRegretsUsed { get; init; } = [];

    /// <summary>The regrets of all committed forecasters, those without an inference too; empty before the first network loss.</summary>
    public ImmutableArray<WorkerValue> ForecasterRegretsUsed { get; init; } = [];
}
