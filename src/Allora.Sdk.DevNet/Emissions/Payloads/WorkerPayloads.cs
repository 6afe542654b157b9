using System.Collections.Immutable;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Emissions.Settlement;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Sortition;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Payloads;

/// <summary>InsertWorkerPayload, with every check in the chain's order.</summary>
internal static class WorkerPayloads
{
    private const string File = "allora-network/allora-chain@v0.17.0/x/emissions/keeper/msgserver/msg_server_worker_payload.go:";

    // What recorded simulations took beyond the reads and writes below.
    private const long Admitting = 1652;
    private const long Labelling = 6058;
    private const long Writing = 2500;
    private const long OlderWriting = 4416;
    private const long Forecasting = 6013;
    private const long ForecastElement = 1399;

    public static InsertWorkerPayloadResponse Insert(Execution run, InsertWorkerPayloadRequest message)
    {
        var bundle = message.WorkerDataBundle;
        run.Gas.Read();
        run.Gas.ReadWorkerLists(run.State, bundle?.TopicId ?? 0, bundle?.Worker ?? "");
        if (bundle is not null && !Permissions.CanSubmitWorkerPayload(run.State, bundle.TopicId, bundle.Worker))
            throw ChainErrors.Of(83, "Worker is not permitted to submit payload: not permitted to submit worker payload", File + "36");
        WorkerPayloadValidation.Require(bundle, run.State.Schema, run.Height);
        run.Gas.Read(250);
        if (!run.State.Emissions.Topics.TryGetValue(bundle!.TopicId, out var topic))
            throw ChainErrors.Of(6, "invalid topic ID", Execute.Unwrapped);
        run.Gas.Read(60);
        var nonce = bundle.Nonce.BlockHeight;
        var window = topic.WorkerNonces.Find(open => open.Nonce == nonce)
            ?? throw ChainErrors.Of(75, "unfulfilled nonce not found", Execute.Unwrapped);
        if (run.Height < window.Start || run.Height > window.End)
        {
            throw ChainErrors.Of(
                67,
                $"Worker window not open for topic: {topic.Id}, current block {run.Height}, start window: {window.Start}, end window: {window.End}: worker nonce window not available",
                File + "70");
        }

        run.Gas.Read(60);
        if (!topic.Members.Workers.Contains(bundle.Worker))
            throw ChainErrors.Of(13, "worker is not registered in this topic: address not registered", File + "83");
        Revenue.PayDataFee(run, message.Sender, topic.Id);
        var content = bundle.InferenceForecastsBundle;
        if (content.Inference is { } inference)
            Admit(run, topic.Id, inference);
        if (content.Forecast is { } forecast)
            Admit(run, topic.Id, forecast);
        return new InsertWorkerPayloadResponse();
    }

    private static void Admit(Execution run, ulong topicId, InputInference inference)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var single = !topic.IsMulti || run.State.Schema == DevNetSchema.V9;
        var labels = Labels.Require(topic.Definition, inference.Values, run.State.Emissions.Params.MaxCanonicalLabelByteLength, single);
        var isOlder = run.State.Schema == DevNetSchema.V9;
        run.Gas.Read(300);
        var admission = Admissions.Submit(run, topic, ActorRole.Inferer, inference.Inferer, inference.BlockHeight);
        if (admission.Outcome == AdmissionOutcome.AlreadySubmitted)
            throw ChainErrors.Undefined(run.State.Schema == DevNetSchema.V9
                ? "Error appending inference: inference already submitted"
                : "Error planning inference admission: inference already submitted", File + "139");
        run.Gas.Read(300);
        run.Gas.Consume(isOlder ? 0 : Admitting, "ReadFlat");
        if (admission.IsAdmitted)
        {
            topic = run.State.Emissions.Topics[topicId];
            var record = Normalise(run, topic, inference, labels, single);
            var epoch = topic.EpochOf(inference.BlockHeight);
            foreach (var label in record.Values.Select(static pair => pair.Label).Where(label => !epoch.Labels.Contains(label)))
                epoch = epoch with { Labels = epoch.Labels.Add(label) };
            if ((ulong)epoch.Labels.Count > run.State.Emissions.Params.MaxEpochLabelRegistrySize)
                throw ChainErrors.InvalidRequest("failed to normalize admitted inference: epoch label registry is full", File + "150");
            var inferences = admission.Evicted is { } evicted ? epoch.Inferences.Remove(evicted) : epoch.Inferences;
            Execute.Update(run, topic.With(epoch with { Inferences = inferences.SetItem(inference.Inferer, record) }));
        }

        run.Gas.Write(inference.CalculateSize());
        run.Gas.Write(300);
        run.Gas.Consume(isOlder ? OlderWriting : Writing, "WriteFlat");
        // v9 shows a payload that is not used like any other.
        if (!admission.IsAdmitted && run.State.Schema == DevNetSchema.V10)
            return;
        var inserted = new EventInsertInfererPayload
        {
            Inferer = inference.Inferer,
            Nonce = inference.BlockHeight,
            TopicId = topicId,
            Value = Text(run, inference.Value),
            ExtraData = inference.ExtraData,
        };
        inserted.Values.AddRange(inference.Values.Select((value, i) => new InputLabeledValue { Label = labels[i], Value = Text(run, value.Value) }));
        EmissionsEvents.Emit(run, inserted);
    }

    // Events keep the sign of a zero.
    private static string Text(Execution run, string value)
    {
        var number = Dec.Parse(value).ToExact();
        var text = number.EventText(run.State.Schema);
        return value.StartsWith('-') && !text.StartsWith('-') ? "-" + text : text;
    }

    /// <summary>A SINGLE topic's label is folded into the value; a MULTI topic's labels are spelled canonically.</summary>
    private static InferenceRecord Normalise(Execution run, TopicState topic, InputInference inference, IReadOnlyList<string> labels, bool single)
    {
        const string Where = "allora-network/allora-chain@v0.17.0/x/emissions/keeper/worker.go:";
        var input = inference.Clone();
        input.Values.Clear();
        if (single)
        {
            run.Gas.Consume(run.State.Schema == DevNetSchema.V9 ? 0 : Labelling, "ReadFlat");
            var value = Dec.Parse(inference.Values.Count > 0 ? inference.Values[0].Value : inference.Value);
            input.Value = value.ToString();
            return new InferenceRecord(input, [(Labels.Single, value)], run.Height);
        }

        if (labels.Count == 0)
            throw ChainErrors.InvalidRequest("failed to normalize admitted inference: multi-arity inference requires labeled values", Where + "1114");
        run.Gas.Consume(Labelling, "ReadFlat");
        var values = labels.Select((label, i) => (Label: label, Value: Dec.Parse(inference.Values[i].Value))).ToImmutableList();
        if (topic.Definition.RequireUnity)
        {
            var sum = values.Aggregate(Dec.Zero, static (total, pair) => total + pair.Value);
            var tolerance = Dec.Parse(topic.Definition.UnityTolerance);
            if ((sum - Dec.One).Abs() > tolerance)
                throw ChainErrors.InvalidRequest($"failed to normalize admitted inference: require_unity violated: sum={sum} tol={tolerance}", Where + "1192");
        }

        input.Value = "0";
        input.Values.AddRange(values.Select(static pair => new InputLabeledValue { Label = pair.Label, Value = pair.Value.ToString() }));
        // What equals the topic's default counts as not submitted.
        var other = Dec.Parse(topic.Definition.LabelDefaultValue);
        var kept = values.RemoveAll(pair => pair.Value.CompareTo(other) == 0);
        if (kept.IsEmpty)
            throw ChainErrors.InvalidRequest("failed to normalize admitted inference: all values equal the default value", Where + "1150");
        return new InferenceRecord(input, kept, run.Height);
    }

    private static void Admit(Execution run, ulong topicId, InputForecast forecast)
    {
        var topic = run.State.Emissions.Topics[topicId];
        run.Gas.Read(300);
        run.Gas.Consume(Forecasting + (ForecastElement * forecast.ForecastElements.Count), "ReadFlat");
        forecast = Kept(topic, forecast, run.State.Emissions.Params.MaxElementsPerForecast);
        var isEmpty = forecast.ForecastElements.Count == 0;
        if (isEmpty && run.State.Schema == DevNetSchema.V10)
            return;
        if (!isEmpty)
        {
            var admission = Admissions.Submit(run, topic, ActorRole.Forecaster, forecast.Forecaster, forecast.BlockHeight);
            if (admission.Outcome == AdmissionOutcome.AlreadySubmitted)
                throw ChainErrors.Undefined("Error appending forecast: forecast already submitted", File + "190");
            topic = run.State.Emissions.Topics[topicId];
            var epoch = topic.EpochOf(forecast.BlockHeight);
            var forecasts = admission.Evicted is { } evicted ? epoch.Forecasts.Remove(evicted) : epoch.Forecasts;
            if (admission.IsAdmitted)
                forecasts = forecasts.SetItem(forecast.Forecaster, new ForecastRecord(forecast, run.Height));
            Execute.Update(run, topic.With(epoch with { Forecasts = forecasts }));
        }

        run.Gas.Write(forecast.CalculateSize());
        run.Gas.Write(300);
        var inserted = new EventInsertForecasterPayload
        {
            Forecaster = forecast.Forecaster,
            Nonce = forecast.BlockHeight,
            TopicId = topicId,
            ExtraData = forecast.ExtraData,
        };
        inserted.InfererAddresses.AddRange(forecast.ForecastElements.Select(static element => element.Inferer));
        inserted.InfererValues.AddRange(forecast.ForecastElements.Select(element => Text(run, element.Value)));
        EmissionsEvents.Emit(run, inserted);
    }

    /// <summary>One element for each inferer, the first, and no more than the parameters say: those about the inferers with the best scores.</summary>
    private static InputForecast Kept(TopicState topic, InputForecast forecast, ulong limit)
    {
        var elements = ForecastFilter.Submitted(
            [.. forecast.ForecastElements.Select(static element => new ForecastElement(element.Inferer, Dec.Parse(element.Value).ToExact()))],
            inferer => topic.Ledger.Inferers.EmaScoreOf(inferer).Score,
            limit);
        var kept = forecast.Clone();
        kept.ForecastElements.Clear();
        kept.ForecastElements.AddRange(elements.Select(static one => new InputForecastElement { Inferer = one.Inferer, Value = one.Value.ToWireString() }));
        return kept;
    }
}
