using System.Collections.Immutable;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Protos.Emissions.V9;
using NetworkInferenceBundle = Allora.Sdk.Protos.Emissions.V10.NetworkInferenceBundle;

namespace Allora.Sdk.DevNet.State.Emissions;

/// <summary>What was given and made of one nonce.</summary>
internal sealed record Epoch
{
    public required long Nonce { get; init; }

    public ImmutableSortedDictionary<string, InferenceRecord> Inferences { get; init; } =
        ImmutableSortedDictionary.Create<string, InferenceRecord>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, ForecastRecord> Forecasts { get; init; } =
        ImmutableSortedDictionary.Create<string, ForecastRecord>(StringComparer.Ordinal);

    /// <summary>The labels in the order of their first appearance; ids count from 1.</summary>
    public ImmutableList<string> Labels { get; init; } = [];

    public bool IsClosed { get; init; }

    /// <summary>The forecasts that count, cut to those who took part.</summary>
    public ImmutableArray<WorkerForecast> CommittedForecasts { get; init; } = [];

    /// <summary>Made at the close, from the active inferers.</summary>
    public NetworkInferenceBundle? Network { get; init; }

    /// <summary>The same without outliers; null for topics with labels.</summary>
    public NetworkInferenceBundle? OutlierResistant { get; init; }

    public ImmutableSortedDictionary<string, InputReputerValueBundle> Losses { get; init; } =
        ImmutableSortedDictionary.Create<string, InputReputerValueBundle>(StringComparer.Ordinal);

    public ImmutableList<string> ActiveInferers { get; init; } = [];

    public ImmutableList<string> ActiveForecasters { get; init; } = [];
}
