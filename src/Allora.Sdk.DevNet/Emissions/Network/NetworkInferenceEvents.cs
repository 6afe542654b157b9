using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Protos.Emissions.V10;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Emissions.Network;

/// <summary>How each schema tells the network's inference: v10 with labels and matrices, v9 with plain numbers. Twice: with outliers and without.</summary>
internal static class NetworkInferenceEvents
{
    public static void Emit(Execution run, Epoch epoch)
    {
        if (run.State.Schema == DevNetSchema.V10)
        {
            run.Emit(TypedEvents.Of(Matrices(epoch, outlierResistant: false)));
            run.Emit(TypedEvents.Of(Matrices(epoch, outlierResistant: true)));
            return;
        }

        var (bundle, scalars) = (epoch.Network!, Scalars(epoch.Network!));
        run.Emit(TypedEvents.Of(new V9.EventNetworkInferences
        {
            TopicId = bundle.TopicId,
            BlockHeight = bundle.Nonce,
            Nonce = bundle.Nonce,
            Bundle = scalars,
        }));
        run.Emit(TypedEvents.Of(new V9.EventOutlierResistantNetworkInferences { TopicId = bundle.TopicId, Nonce = bundle.Nonce, Bundle = scalars }));
    }

    /// <summary>A list as the chain's arrays of decimals are written.</summary>
    public static string Row(IEnumerable<string> values) => "[" + string.Join(',', values.Select(static value => $"\"{value}\"")) + "]";

    private static EventNetworkInferenceBundle Matrices(Epoch epoch, bool outlierResistant)
    {
        var bundle = epoch.Network!;
        var inference = new EventNetworkInferenceBundle
        {
            TopicId = bundle.TopicId,
            Nonce = bundle.Nonce,
            CombinedValue = Row(bundle.CombinedValue),
            NaiveValue = Row(bundle.NaiveValue),
            InfererValues = Matrix(bundle.InfererValues.Select(static own => Row(own.Values))),
            ForecasterValues = Matrix(bundle.ForecasterValues.Select(static own => Row(own.Values))),
            OneOutInfererValues = Matrix(bundle.OneOutInfererValues.Select(static without => Row(without.CombinedInference))),
            OneOutForecasterValues = Matrix(bundle.OneOutForecasterValues.Select(static without => Row(without.CombinedInference))),
            OneInForecasterValues = Matrix(bundle.OneInForecasterValues.Select(static within => Row(within.CombinedInference))),
            OutlierResistant = outlierResistant,
        };
        inference.LabelNames.AddRange(epoch.Labels);
        inference.InfererAddresses.AddRange(bundle.InfererValues.Select(static own => own.Worker));
        inference.ForecasterAddresses.AddRange(bundle.ForecasterValues.Select(static own => own.Worker));
        inference.OneOutInfererForecasterValues.AddRange(ByForecaster(bundle).Select(static group => Matrix(group.Select(static one => Row(one.CombinedInference)))));
        return inference;
    }

    private static V9.EventValueBundle Scalars(NetworkInferenceBundle bundle)
    {
        var scalars = new V9.EventValueBundle { CombinedValue = bundle.CombinedValue[0].Value, NaiveValue = bundle.NaiveValue[0].Value };
        scalars.InfererAddresses.AddRange(bundle.InfererValues.Select(static own => own.Worker));
        scalars.InfererValues.AddRange(bundle.InfererValues.Select(static own => own.Values[0].Value));
        scalars.ForecasterAddresses.AddRange(bundle.ForecasterValues.Select(static own => own.Worker));
        scalars.ForecasterValues.AddRange(bundle.ForecasterValues.Select(static own => own.Values[0].Value));
        scalars.OneOutInfererValues.AddRange(bundle.OneOutInfererValues.Select(static without => without.CombinedInference[0].Value));
        scalars.OneOutForecasterValues.AddRange(bundle.OneOutForecasterValues.Select(static without => without.CombinedInference[0].Value));
        scalars.OneInForecasterValues.AddRange(bundle.OneInForecasterValues.Select(static within => within.CombinedInference[0].Value));
        scalars.OneOutInfererForecasterValues.AddRange(ByForecaster(bundle).Select(static group => Row(group.Select(static one => one.CombinedInference[0].Value))));
        return scalars;
    }

    private static IEnumerable<IGrouping<string, OneOutInfererForecasterValue>> ByForecaster(NetworkInferenceBundle bundle) =>
        bundle.OneOutInfererForecasterValues.GroupBy(static one => one.Forecaster, StringComparer.Ordinal);

    private static string Row(IEnumerable<LabeledValue> values) => Row(values.Select(static value => value.Value));

    private static string Matrix(IEnumerable<string> rows) => "[" + string.Join(',', rows) + "]";
}
