using Allora.Cli.Running;
using Allora.Sdk.Chain.Events;
using Allora.Sdk.Protos.Emissions.V10;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Cli.Inferences;

/// <summary>The network's inference for a nonce, from its event: the same for every version of the chain's messages.</summary>
internal sealed record InferenceEvent
{
    public required long Nonce { get; init; }

    /// <summary>By label, with the chain's digits; "y" for a single value.</summary>
    public required IReadOnlyDictionary<string, string> Combined { get; init; }

    public required IReadOnlyDictionary<string, string> Naive { get; init; }

    public required int Inferers { get; init; }

    public required int Forecasters { get; init; }

    public bool IsOutlierResistant { get; init; }

    /// <summary>Null for any other event.</summary>
    public static InferenceEvent? Read(TypedEvent happened) => happened.Message switch
    {
        EventNetworkInferenceBundle bundle => new InferenceEvent
        {
            Nonce = bundle.Nonce,
            Combined = LabelValues.Zip(bundle.LabelNames, EventFields.ListOf(bundle.CombinedValue)),
            Naive = LabelValues.Zip(bundle.LabelNames, EventFields.ListOf(bundle.NaiveValue)),
            Inferers = bundle.InfererAddresses.Count,
            Forecasters = bundle.ForecasterAddresses.Count,
            IsOutlierResistant = bundle.OutlierResistant,
        },
        V9.EventNetworkInferences { Bundle: { } bundle } told => Of(told.Nonce, bundle, isOutlierResistant: false),
        V9.EventOutlierResistantNetworkInferences { Bundle: { } bundle } told => Of(told.Nonce, bundle, isOutlierResistant: true),
        V9.EventNetworkInferences { ValueBundle: { } values } told => new InferenceEvent
        {
            Nonce = told.Nonce,
            Combined = LabelValues.Zip([], [values.CombinedValue]),
            Naive = LabelValues.Zip([], [values.NaiveValue]),
            Inferers = values.InfererValues.Count,
            Forecasters = values.ForecasterValues.Count,
        },
        _ => null,
    };

    private static InferenceEvent Of(long nonce, V9.EventValueBundle bundle, bool isOutlierResistant) => new()
    {
        Nonce = nonce,
        Combined = LabelValues.Zip([], [bundle.CombinedValue]),
        Naive = LabelValues.Zip([], [bundle.NaiveValue]),
        Inferers = bundle.InfererAddresses.Count,
        Forecasters = bundle.ForecasterAddresses.Count,
        IsOutlierResistant = isOutlierResistant,
    };
}
