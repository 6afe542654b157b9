using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;

namespace Allora.Sdk.Emissions.Losses;

/// <summary>The losses of a nonce, as a reputer reports them or as the network combines them. All are log10 values.</summary>
public sealed record LossBundle
{
    /// <summary>The loss of the combined inference (L).</summary>
    public required Dec Combined { get; init; }

    /// <summary>The loss of the naive inference.</summary>
    public required Dec Naive { get; init; }

    /// <summary>The inferers' losses (L_j).</summary>
    public ImmutableArray<WorkerValue> Inferers { get; init; } = [];

    /// <summary>The losses of forecast-implied inferences (L_k).</summary>
    public ImmutableArray<WorkerValue> Forecasters { get; init; } = [];

    /// <summary>The combined loss with an inferer withheld.</summary>
    public ImmutableArray<WorkerValue> OneOutInferers { get; init; } = [];

    /// <summary>The combined loss with a forecaster withheld.</summary>
    public ImmutableArray<WorkerValue> OneOutForecasters { get; init; } = [];

    /// <summary>The combined loss with a single forecaster.</summary>
    public ImmutableArray<WorkerValue> OneInForecasters { get; init; } = [];

    /// <summary>The losses of forecast-implied inferences with an inferer withheld.</summary>
    public ImmutableArray<WithheldRow> OneOutInfererForecasters { get; init; } = [];
}
