using Allora.Sdk.Values;
using V10 = Allora.Sdk.Protos.Emissions.V10;
using V3 = Allora.Sdk.Protos.Emissions.V3;

namespace Allora.Sdk.Chain.Schemas;

/// <summary>Reads the network's inference: with labels, or as single numbers. Values that the chain left empty are omitted.</summary>
internal static class NetworkInferenceReader
{
    public static NetworkInference Read(V10.NetworkInferenceBundle? bundle, ulong topicId, long nonce)
    {
        bundle ??= new V10.NetworkInferenceBundle();
        return new NetworkInference
        {
            TopicId = topicId,
            Nonce = nonce,
            Combined = Value(bundle.CombinedValue),
            Naive = Value(bundle.NaiveValue),
            Inferers = Workers(bundle.InfererValues.Select(one => (one.Worker, Value(one.Values)))),
            Forecasters = Workers(bundle.ForecasterValues.Select(one => (one.Worker, Value(one.Values)))),
            OneOutInferers = Workers(bundle.OneOutInfererValues.Select(one => (one.WithheldInferer, Value(one.CombinedInference)))),
            OneOutForecasters = Workers(bundle.OneOutForecasterValues.Select(one => (one.WithheldForecaster, Value(one.CombinedInference)))),
            OneInForecasters = Workers(bundle.OneInForecasterValues.Select(one => (one.Forecaster, Value(one.CombinedInference)))),
            OneOutInfererForecasters =
            [
                .. from one in bundle.OneOutInfererForecasterValues
                   let value = Value(one.CombinedInference)
                   where value is not null
                   select new ForecasterValue { Forecaster = one.Forecaster, WithheldInferer = one.WithheldInferer, Value = value },
            ],
        };
    }

    public static NetworkInference Read(V3.ValueBundle? bundle, ulong topicId, long nonce)
    {
        bundle ??= new V3.ValueBundle();
        return new NetworkInference
        {
            TopicId = topicId,
            Nonce = nonce,
            Combined = Value(bundle.CombinedValue),
            Naive = Value(bundle.NaiveValue),
            Inferers = Workers(bundle.InfererValues.Select(one => (one.Worker, Value(one.Value)))),
            Forecasters = Workers(bundle.ForecasterValues.Select(one => (one.Worker, Value(one.Value)))),
            OneOutInferers = Workers(bundle.OneOutInfererValues.Select(one => (one.Worker, Value(one.Value)))),
            OneOutForecasters = Workers(bundle.OneOutForecasterValues.Select(one => (one.Worker, Value(one.Value)))),
            OneInForecasters = Workers(bundle.OneInForecasterValues.Select(one => (one.Worker, Value(one.Value)))),
            OneOutInfererForecasters =
            [
                .. from one in bundle.OneOutInfererForecasterValues
                   from withheld in one.OneOutInfererValues
                   let value = Value(withheld.Value)
                   where value is not null
                   select new ForecasterValue { Forecaster = one.Forecaster, WithheldInferer = withheld.Worker, Value = value },
            ],
        };
    }

    private static NetworkValue? Value(IReadOnlyCollection<V10.LabeledValue> values)
    {
        var given = values.Where(one => one.Value.Length > 0).ToList();
        return given.Count == 0 ? null : new NetworkValue(given.Select(one => KeyValuePair.Create(one.LabelName, ChainDecimal.ParseUnbounded(one.Value))));
    }

    private static NetworkValue? Value(string text) => text.Length == 0 ? null : NetworkValue.Of(ChainDecimal.ParseUnbounded(text));

    private static IReadOnlyList<WorkerValue> Workers(IEnumerable<(string Worker, NetworkValue? Value)> values) =>
        [.. from one in values where one.Value is not null select new WorkerValue { Worker = one.Worker, Value = one.Value }];
}
