using System.Collections.Immutable;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V10;
using Bundle = Allora.Sdk.Emissions.Inferences.NetworkInferenceBundle;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>A network inference as replies of v10 show it.</summary>
internal static class InferenceBundles
{
    public static NetworkInferenceBundle Reply(ulong topicId, long nonce, Bundle bundle, IReadOnlyList<string> labels)
    {
        var reply = new NetworkInferenceBundle { TopicId = topicId, Nonce = nonce };
        reply.CombinedValue.AddRange(Labelled(bundle.Combined));
        reply.NaiveValue.AddRange(Labelled(bundle.Naive));
        reply.InfererValues.AddRange(bundle.Inferers.Select(Own));
        reply.ForecasterValues.AddRange(bundle.Forecasters.Select(Own));
        reply.OneOutInfererValues.AddRange(bundle.OneOutInferers.Select(one =>
            new OneOutInfererValue { WithheldInferer = one.Worker, CombinedInference = { Labelled(one.Values) } }));
        reply.OneOutForecasterValues.AddRange(bundle.OneOutForecasters.Select(one =>
            new OneOutForecasterValue { WithheldForecaster = one.Worker, CombinedInference = { Labelled(one.Values) } }));
        reply.OneInForecasterValues.AddRange(bundle.OneInForecasters.Select(one =>
            new OneInForecasterValue { Forecaster = one.Worker, CombinedInference = { Labelled(one.Values) } }));
        reply.OneOutInfererForecasterValues.AddRange(bundle.OneOutInfererForecasters.SelectMany(row => row.WithheldInferers.Select(cell =>
            new OneOutInfererForecasterValue
            {
                Forecaster = row.Forecaster,
                WithheldInferer = cell.Worker,
                CombinedInference = { Labelled(cell.Values) },
            })));
        return reply;

        WorkerInference Own(WorkerValues one) => new() { Worker = one.Worker, Values = { Labelled(one.Values) } };

        IEnumerable<LabeledValue> Labelled(ImmutableArray<Dec> values) => values.Select((value, i) =>
            new LabeledValue { LabelId = (uint)i + 1, LabelName = labels[i], Value = value.ToWireString() });
    }
}
