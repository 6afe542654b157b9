using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Labels;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Rewards;
using Allora.Sdk.Emissions.Sortition;
using Allora.TestData.Epochs;
using static Allora.Sdk.Emissions.Tests.Replay.ReplayEvents;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>The messages of a recording, applied to a replayed chain.</summary>
internal sealed class ReplayMessages(ReplayChain chain)
{
    private readonly List<RecordedEvent> _events = [];

    public IReadOnlyList<RecordedEvent> Apply(JsonElement transaction)
    {
        _events.Clear();
        foreach (var message in transaction.GetProperty("messages").EnumerateArray())
        {
            var type = message.GetProperty("type_url").GetString()!;
            Apply(type[(type.LastIndexOf('.') + 1)..], message.GetProperty("value"));
        }

        return [.. _events];
    }

    public static LossBundle Losses(JsonElement bundle) => new()
    {
        Combined = Dec(bundle, "combined_value"),
        Naive = Dec(bundle, "naive_value"),
        Inferers = Entries(bundle.GetProperty("inferer_values"), "worker"),
        Forecasters = Entries(bundle.GetProperty("forecaster_values"), "worker"),
        OneOutInferers = Entries(bundle.GetProperty("one_out_inferer_values"), "worker"),
        OneOutForecasters = Entries(bundle.GetProperty("one_out_forecaster_values"), "worker"),
        OneInForecasters = Entries(bundle.GetProperty("one_in_forecaster_values"), "worker"),
        OneOutInfererForecasters =
        [
            .. bundle.GetProperty("one_out_inferer_forecaster_values").EnumerateArray().Select(static row =>
                new WithheldRow(row.GetProperty("forecaster").GetString()!, Entries(row.GetProperty("one_out_inferer_values"), "worker"))),
        ],
    };

    private static Dec Dec(JsonElement parent, string name) => Emissions.Numbers.Dec.Parse(parent.GetProperty(name).GetString()!);

    private static ulong Id(JsonElement parent, string name) => ulong.Parse(parent.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static BigInteger Amount(JsonElement value) => BigInteger.Parse(value.GetProperty("amount").GetString()!, CultureInfo.InvariantCulture);

    private static ImmutableArray<WorkerValue> Entries(JsonElement list, string key) =>
        [.. list.EnumerateArray().Select(entry => new WorkerValue(entry.GetProperty(key).GetString()!, Dec(entry, "value")))];

    private void Apply(string type, JsonElement value)
    {
        switch (type)
        {
            case "CreateNewTopicRequest":
                chain.Create(value);
                _events.Add(Of("CreateNewTopic", ("topic", chain.Definition(chain.Topics.Values.Last()))));
                return;
            case "RegisterRequest":
                var reputes = value.GetProperty("is_reputer").GetBoolean();
                chain.PayFee(Topic(value), chain.RegistrationFee);
                _events.Add(Of(
                    reputes ? "ReputerRegistered" : "WorkerRegistered",
                    ("owner", value.GetProperty("owner").GetString()),
                    (reputes ? "reputer" : "worker", value.GetProperty("sender").GetString()),
                    ("topic_id", Text(Topic(value).Id))));
                break;
            case "AddStakeRequest":
                AddStake(Topic(value), value.GetProperty("sender").GetString()!, value.GetProperty("sender").GetString()!, Amount(value));
                break;
            case "DelegateStakeRequest":
                Delegate(Topic(value), value.GetProperty("sender").GetString()!, value.GetProperty("reputer").GetString()!, Amount(value));
                break;
            case "RewardDelegateStakeRequest":
                Claim(Topic(value), value.GetProperty("sender").GetString()!, value.GetProperty("reputer").GetString()!, BigInteger.Zero);
                return;
            case "FundTopicRequest":
                chain.PayFee(Topic(value), Amount(value));
                _events.Add(Of(
                    "FundTopic",
                    ("amount", Text(Amount(value))),
                    ("funder", value.GetProperty("sender").GetString()),
                    ("topic_id", Text(Topic(value).Id))));
                break;
            case "InsertWorkerPayloadRequest":
                Work(value.GetProperty("worker_data_bundle"));
                return;
            case "InsertReputerPayloadRequest":
                Repute(value.GetProperty("reputer_value_bundle").GetProperty("value_bundle"));
                return;
            default:
                throw new NotSupportedException("The replay does not know " + type);
        }

        Activate(Topic(value));
    }

    private void Activate(ReplayTopic topic)
    {
        if (chain.ActivateIfHeavy(topic))
            _events.Add(Of("TopicStatusChanged", ("is_active", true), ("topic_id", Text(topic.Id))));
    }

    private ReplayTopic Topic(JsonElement value) => chain.Topics[Id(value, "topic_id")];

    private void AddStake(ReplayTopic topic, string delegator, string reputer, BigInteger amount)
    {
        topic.Stakes[reputer] = topic.Stakes.GetValueOrDefault(reputer) + amount;
        chain.Staking += amount;
        _events.Add(Of(
            "AddStake", ("amount", Text(amount)), ("delegator", delegator), ("reputer", reputer), ("topic_id", Text(topic.Id))));
        _events.Add(Of("ReputerStakeUpdated", ("amount", Text(topic.Stakes[reputer])), ("reputer", reputer), ("topic_id", Text(topic.Id))));
    }

    private void Delegate(ReplayTopic topic, string delegator, string reputer, BigInteger amount)
    {
        if (topic.Delegations.ContainsKey((delegator, reputer)))
            Claim(topic, delegator, reputer, amount);
        else
            topic.Delegations[(delegator, reputer)] = (amount, DelegatedRewards.Debt(amount, topic.RewardPerShare.GetValueOrDefault(reputer)));
        AddStake(topic, delegator, reputer, amount);
    }

    private void Claim(ReplayTopic topic, string delegator, string reputer, BigInteger more)
    {
        var (amount, debt) = topic.Delegations[(delegator, reputer)];
        var share = topic.RewardPerShare.GetValueOrDefault(reputer);
        var pending = DelegatedRewards.Pending(amount, share, debt);
        chain.PendingRewards -= pending.Truncate();
        topic.Delegations[(delegator, reputer)] = (amount + more, DelegatedRewards.Debt(amount + more, share));
        _events.Add(Of(
            "RewardDelegateStake", ("amount", Text(pending)), ("delegator", delegator), ("reputer", reputer), ("topic_id", Text(topic.Id))));
    }

    private void Work(JsonElement bundle)
    {
        var topic = Topic(bundle);
        chain.PayFee(topic, chain.DataSendingFee);
        var contents = bundle.GetProperty("inference_forecasts_bundle");
        if (contents.GetProperty("inference") is { ValueKind: JsonValueKind.Object } inference)
            Infer(topic, inference);
        if (contents.GetProperty("forecast") is { ValueKind: JsonValueKind.Object } forecast)
            Forecast(topic, forecast);
        Activate(topic);
    }

    private Admission Admit(ReplayTopic topic, ActorRole role, string actor, long nonce)
    {
        var rules = SortitionRules.For(role, topic.Parameters, chain.Parameters, topic.EpochLastEnded);
        var admission = MeritSortition.Submit(topic.Ledger.Of(role), actor, nonce, rules);
        if (admission.Outcome == AdmissionOutcome.AlreadySubmitted)
            throw new InvalidOperationException($"{actor} submitted for {nonce} before");
        topic.Ledger = topic.Ledger.With(role, admission.Ledger);
        if (admission.PassiveScore is { } passive)
            _events.Add(EmaScores(topic.Id, role, nonce, [passive], false));
        return admission;
    }

    private void Infer(ReplayTopic topic, JsonElement inference)
    {
        var inferer = inference.GetProperty("inferer").GetString()!;
        var nonce = (long)Id(inference, "block_height");
        var values = inference.GetProperty("values").EnumerateArray().Select(one => new LabeledValue(
            CanonicalLabel.Of(one.GetProperty("label").GetString()!, chain.Flag(topic, "label_case_sensitive"), 64), Dec(one, "value"))).ToImmutableArray();
        var admission = Admit(topic, ActorRole.Inferer, inferer, nonce);
        if (admission.Evicted is { } evicted)
            topic.Inferences.Remove(evicted);
        if (!admission.IsAdmitted)
            return;
        if (topic.Parameters.IsMulti)
        {
            (topic.Labels, var kept) = topic.Labels.Admit(values, topic.Parameters, chain.Parameters.MaxEpochLabelRegistrySize);
            topic.Inferences[inferer] = new ReplayInference(kept, inference);
        }
        else
        {
            var value = values.Length > 0 ? values[0].Value : Dec(inference, "value");
            topic.Inferences[inferer] = new ReplayInference([new LabeledValue(CanonicalLabel.SingleOutput, value)], inference);
        }

        _events.Add(Of(
            "InsertInfererPayload",
            ("extra_data", null),
            ("inferer", inferer),
            ("nonce", Text(nonce)),
            ("topic_id", Text(topic.Id)),
            ("value", Text(Dec(inference, "value"))),
            ("values", new JsonArray([.. inference.GetProperty("values").EnumerateArray().Select((one, i) => (JsonNode)new JsonObject
            {
                ["label"] = values[i].Label,
                ["value"] = Text(values[i].Value),
            })]))));
    }

    private void Forecast(ReplayTopic topic, JsonElement forecast)
    {
        var forecaster = forecast.GetProperty("forecaster").GetString()!;
        var nonce = (long)Id(forecast, "block_height");
        ImmutableArray<ForecastElement> submitted =
            [.. Entries(forecast.GetProperty("forecast_elements"), "inferer").Select(static one => new ForecastElement(one.Worker, one.Value))];
        var elements = ForecastFilter.Submitted(
            submitted, inferer => topic.Ledger.Inferers.EmaScoreOf(inferer).Score, chain.Parameters.MaxElementsPerForecast);
        if (elements.Length == 0)
            return;
        var admission = Admit(topic, ActorRole.Forecaster, forecaster, nonce);
        if (admission.Evicted is { } evicted)
            topic.Forecasts.Remove(evicted);
        if (admission.IsAdmitted)
            topic.Forecasts[forecaster] = new WorkerForecast(forecaster, elements);
        _events.Add(Of(
            "InsertForecasterPayload",
            ("extra_data", null),
            ("forecaster", forecaster),
            ("inferer_addresses", Names(elements.Select(static one => one.Inferer))),
            ("inferer_values", List(elements.Select(static one => one.Value))),
            ("nonce", Text(nonce)),
            ("topic_id", Text(topic.Id))));
    }

    private void Repute(JsonElement bundle)
    {
        var topic = Topic(bundle);
        chain.PayFee(topic, chain.DataSendingFee);
        var reputer = bundle.GetProperty("reputer").GetString()!;
        var nonce = (long)Id(bundle.GetProperty("reputer_request_nonce").GetProperty("reputer_nonce"), "block_height");
        var losses = Losses(bundle);
        var admission = Admit(topic, ActorRole.Reputer, reputer, nonce);
        if (admission.Evicted is { } evicted)
            topic.Losses.Remove(evicted);
        if (admission.IsAdmitted)
            topic.Losses[reputer] = (nonce, losses);
        _events.Add(Of(
            "InsertReputerPayload", ("bundle", ReplayEvents.Losses(losses)), ("nonce", Text(nonce)), ("reputer", reputer), ("topic_id", Text(topic.Id))));
        Activate(topic);
    }
}
