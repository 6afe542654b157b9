using System.Collections.Immutable;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V10;
using Bundle = Allora.Sdk.Emissions.Inferences.NetworkInferenceBundle;
using V9 = Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.Emissions.Settlement;

/// <summary>The events of a network inference: v10 with labels and matrices, v9 with plain numbers.</summary>
internal static class InferenceEvents
{
    public static void Emit(Execution run, ulong topicId, long nonce, WorkerCloseResult result, IReadOnlyList<string> labels)
    {
        if (result.Inference is not { } inference)
            return;
        EmitRegrets(run, topicId, nonce, inference);
        EmitBundle(run, topicId, nonce, inference, labels, outlierResistant: false);
        if (!inference.InfererWeights.IsEmpty)
        {
            EmissionsEvents.Emit(run, new EventNetworkInferenceInfererWeightsSet
            {
                TopicId = topicId,
                NonceBlockHeight = nonce,
                Addresses = { inference.InfererWeights.Addresses() },
                Weights = { inference.InfererWeights.EventTexts(run.State.Schema) },
            });
        }

        if (!inference.ForecasterWeights.IsEmpty)
        {
            EmissionsEvents.Emit(run, new EventNetworkInferenceForecasterWeightsSet
            {
                TopicId = topicId,
                NonceBlockHeight = nonce,
                Addresses = { inference.ForecasterWeights.Addresses() },
                Weights = { inference.ForecasterWeights.EventTexts(run.State.Schema) },
            });
        }

        if (result.OutlierResistant is not { } resistant)
            return;
        if (result.Outliers)
            EmitRegrets(run, topicId, nonce, resistant);
        EmitBundle(run, topicId, nonce, resistant, labels, outlierResistant: true);
    }

    private static void EmitRegrets(Execution run, ulong topicId, long nonce, Bundle bundle)
    {
        if (!bundle.ForecasterRegretsUsed.IsEmpty)
        {
            EmissionsEvents.Emit(run, new EventNetworkInferenceForecasterRegretsUsedSet
            {
                TopicId = topicId,
                NonceBlockHeight = nonce,
                Addresses = { bundle.ForecasterRegretsUsed.Addresses() },
                Regrets = { bundle.ForecasterRegretsUsed.EventTexts(run.State.Schema) },
            });
        }

        if (!bundle.InfererRegretsUsed.IsEmpty)
        {
            EmissionsEvents.Emit(run, new EventNetworkInferenceInfererRegretsUsedSet
            {
                TopicId = topicId,
                NonceBlockHeight = nonce,
                Addresses = { bundle.InfererRegretsUsed.Addresses() },
                Regrets = { bundle.InfererRegretsUsed.EventTexts(run.State.Schema) },
            });
        }
    }

    private static void EmitBundle(Execution run, ulong topicId, long nonce, Bundle bundle, IReadOnlyList<string> labels, bool outlierResistant)
    {
        if (run.State.Schema == DevNetSchema.V10)
            run.Emit(TypedEvents.Of(Matrices(topicId, nonce, bundle, labels, outlierResistant)));
        else if (outlierResistant)
            run.Emit(TypedEvents.Of(new V9.EventOutlierResistantNetworkInferences { TopicId = topicId, Nonce = nonce, Bundle = Scalars(bundle) }));
        else
            run.Emit(TypedEvents.Of(new V9.EventNetworkInferences { TopicId = topicId, BlockHeight = nonce, Nonce = nonce, Bundle = Scalars(bundle) }));
    }

    private static EventNetworkInferenceBundle Matrices(ulong topicId, long nonce, Bundle bundle, IReadOnlyList<string> labels, bool outlierResistant)
    {
        var inference = new EventNetworkInferenceBundle
        {
            TopicId = topicId,
            Nonce = nonce,
            CombinedValue = Row(bundle.Combined),
            NaiveValue = Row(bundle.Naive),
            InfererValues = Matrix(bundle.Inferers),
            ForecasterValues = Matrix(bundle.Forecasters),
            OneOutInfererValues = Matrix(bundle.OneOutInferers),
            OneOutForecasterValues = Matrix(bundle.OneOutForecasters),
            OneInForecasterValues = Matrix(bundle.OneInForecasters),
            OutlierResistant = outlierResistant,
        };
        inference.LabelNames.AddRange(labels);
        inference.InfererAddresses.AddRange(bundle.Inferers.Select(static one => one.Worker));
        inference.ForecasterAddresses.AddRange(bundle.Forecasters.Select(static one => one.Worker));
        inference.OneOutInfererForecasterValues.AddRange(bundle.OneOutInfererForecasters.Select(static row => Matrix(row.WithheldInferers)));
        return inference;
    }

    /// <summary>v9's numbers are not clamped.</summary>
    private static V9.EventValueBundle Scalars(Bundle bundle)
    {
        var scalars = new V9.EventValueBundle { CombinedValue = bundle.Combined[0].ToString(), NaiveValue = bundle.Naive[0].ToString() };
        scalars.InfererAddresses.AddRange(bundle.Inferers.Select(static one => one.Worker));
        scalars.InfererValues.AddRange(bundle.Inferers.Select(Scalar));
        scalars.ForecasterAddresses.AddRange(bundle.Forecasters.Select(static one => one.Worker));
        scalars.ForecasterValues.AddRange(bundle.Forecasters.Select(Scalar));
        scalars.OneOutInfererValues.AddRange(bundle.OneOutInferers.Select(Scalar));
        scalars.OneOutForecasterValues.AddRange(bundle.OneOutForecasters.Select(Scalar));
        scalars.OneInForecasterValues.AddRange(bundle.OneInForecasters.Select(Scalar));
        scalars.OneOutInfererForecasterValues.AddRange(
            bundle.OneOutInfererForecasters.Select(static row => LossBundles.Row(row.WithheldInferers.Select(Scalar))));
        return scalars;
    }

    private static string Scalar(WorkerValues one) => one.Values[0].ToString();

    private static string Row(ImmutableArray<Dec> values) => LossBundles.Row(values.Select(static value => value.EventText(DevNetSchema.V10)));

    private static string Matrix(ImmutableArray<WorkerValues> rows) => "[" + string.Join(',', rows.Select(static row => Row(row.Values))) + "]";
}
