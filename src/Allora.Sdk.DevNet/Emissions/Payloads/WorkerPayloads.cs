using System.Collections.Immutable;
using Allora.Sdk.DevNet.Emissions.Keeper;
using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Transactions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Emissions.Payloads;

/// <summary>InsertWorkerPayload, with every check in the chain's order.</summary>
internal static class WorkerPayloads
{
    private const string File = "allora-network/allora-chain@v0.17.0/x/emissions/keeper/msgserver/msg_server_worker_payload.go:";

    public static InsertWorkerPayloadResponse Insert(Execution run, InsertWorkerPayloadRequest message)
    {
        var bundle = message.WorkerDataBundle;
        run.Gas.Read();
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
        var epoch = topic.EpochOf(inference.BlockHeight);
        run.Gas.Read(300);
        if (epoch.Inferences.ContainsKey(inference.Inferer))
            throw ChainErrors.Undefined(run.State.Schema == DevNetSchema.V9
                ? "Error appending inference: inference already submitted"
                : "Error planning inference admission: inference already submitted", File + "139");
        run.Gas.Read(300);
        var record = Normalise(topic, inference, labels, single, run.Height);
        foreach (var label in record.Values.Select(static pair => pair.Label).Where(label => !epoch.Labels.Contains(label)))
            epoch = epoch with { Labels = epoch.Labels.Add(label) };
        run.Gas.Write(inference.CalculateSize());
        run.Gas.Write(300);
        epoch = epoch with { Inferences = epoch.Inferences.Add(inference.Inferer, record) };
        Execute.Update(run, Submitted(topic, ActorType.InfererUnspecified, inference.Inferer, inference.BlockHeight).With(epoch));
        var inserted = new EventInsertInfererPayload
        {
            Inferer = inference.Inferer,
            Nonce = inference.BlockHeight,
            TopicId = topicId,
            Value = Dec.Parse(inference.Value).ToString(),
            ExtraData = inference.ExtraData,
        };
        inserted.Values.AddRange(inference.Values.Select((value, i) => new InputLabeledValue { Label = labels[i], Value = Dec.Parse(value.Value).ToString() }));
        EmissionsEvents.Emit(run, inserted);
    }

    /// <summary>A SINGLE topic's label is folded into the value; a MULTI topic's labels are spelled canonically.</summary>
    private static InferenceRecord Normalise(TopicState topic, InputInference inference, IReadOnlyList<string> labels, bool single, long height)
    {
        const string Where = "allora-network/allora-chain@v0.17.0/x/emissions/keeper/worker.go:";
        var input = inference.Clone();
        input.Values.Clear();
        if (single)
        {
            var value = Dec.Parse(inference.Values.Count > 0 ? inference.Values[0].Value : inference.Value);
            input.Value = value.ToString();
            return new InferenceRecord(input, [(Labels.Single, value)], height);
        }

        if (labels.Count == 0)
            throw ChainErrors.InvalidRequest("failed to normalize admitted inference: multi-arity inference requires labeled values", Where + "1114");
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
        return new InferenceRecord(input, values, height);
    }

    private static void Admit(Execution run, ulong topicId, InputForecast forecast)
    {
        var topic = run.State.Emissions.Topics[topicId];
        var epoch = topic.EpochOf(forecast.BlockHeight);
        run.Gas.Read(300);
        if (epoch.Forecasts.ContainsKey(forecast.Forecaster))
            throw ChainErrors.Undefined("Error appending forecast: forecast already submitted", File + "190");
        forecast = Kept(forecast, (int)run.State.Emissions.Params.MaxElementsPerForecast);
        run.Gas.Write(forecast.CalculateSize());
        run.Gas.Write(300);
        epoch = epoch with { Forecasts = epoch.Forecasts.Add(forecast.Forecaster, new ForecastRecord(forecast, run.Height)) };
        Execute.Update(run, Submitted(topic, ActorType.Forecaster, forecast.Forecaster, forecast.BlockHeight).With(epoch));
        var inserted = new EventInsertForecasterPayload
        {
            Forecaster = forecast.Forecaster,
            Nonce = forecast.BlockHeight,
            TopicId = topicId,
            ExtraData = forecast.ExtraData,
        };
        inserted.InfererAddresses.AddRange(forecast.ForecastElements.Select(static element => element.Inferer));
        inserted.InfererValues.AddRange(forecast.ForecastElements.Select(static element => Dec.Parse(element.Value).ToString()));
        EmissionsEvents.Emit(run, inserted);
    }

    /// <summary>The chain keeps one element for each inferer, the first, and no more than the parameters say.</summary>
    private static InputForecast Kept(InputForecast forecast, int limit)
    {
        var kept = forecast.Clone();
        kept.ForecastElements.Clear();
        kept.ForecastElements.AddRange(forecast.ForecastElements.DistinctBy(static element => element.Inferer).Take(limit));
        return kept;
    }

    private static TopicState Submitted(TopicState topic, ActorType actor, string address, long nonce) =>
        topic with { Submitted = topic.Submitted.SetItem((actor, address), nonce) };
}
