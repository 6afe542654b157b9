using System.Collections.Immutable;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Protos.Emissions.V3;
using Allora.Sdk.Protos.Emissions.V9;

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

    /// <summary>Made at the close, from the active inferers.</summary>
    public NetworkInferenceBundle? Network { get; init; }

    public ImmutableSortedDictionary<string, InputReputerValueBundle> Losses { get; init; } =
        ImmutableSortedDictionary.Create<string, InputReputerValueBundle>(StringComparer.Ordinal);

    public ValueBundle? NetworkLoss { get; init; }

    /// <summary>The scores that the losses became, by kind and address.</summary>
    public ImmutableSortedDictionary<(Protos.Emissions.V10.ActorType Actor, string Address), Dec> Scores { get; init; } =
        ImmutableSortedDictionary<(Protos.Emissions.V10.ActorType, string), Dec>.Empty;

    public ImmutableList<string> ActiveInferers { get; init; } = [];

    public ImmutableList<string> ActiveForecasters { get; init; } = [];
}
