using System.Collections.Immutable;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Labels;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Topics;
using Allora.TestData.Epochs;
using static Allora.Sdk.Emissions.Tests.Replay.ReplayEvents;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>The end of a block: weights, windows, losses, rewards, inferences. (Specification 7.)</summary>
internal sealed class ReplayEndBlock(ReplayChain chain)
{
    private readonly List<RecordedEvent> _events = [];

    public IReadOnlyList<RecordedEvent> Run(IReadOnlyList<ReplayTopic> due)
    {
        foreach (var topic in due)
            Weigh(topic);
        var top = due.Where(chain.IsActive)
            .OrderByDescending(static topic => topic.Weight!.Value)
            .ThenBy(static topic => topic.Id)
            .Take((int)chain.Parameters.MaxActiveTopicsPerBlock)
            .ToList();
        foreach (var topic in top)
            Open(topic);
        new ReplayRewards(chain, _events).Run(top);
        var closing = chain.Topics.Values.SelectMany(topic => topic.WorkerNonces
                .Where(nonce => nonce + topic.Parameters.WorkerSubmissionWindow == chain.Height)
                .Select(nonce => (Topic: topic, Nonce: nonce)))
            .OrderBy(static one => one.Nonce).ThenByDescending(static one => one.Topic.Weight!.Value).ThenBy(static one => one.Topic.Id).ToList();
        foreach (var (topic, nonce) in closing)
            CloseWorkers(topic, nonce);
        return _events;
    }

    private void Weigh(ReplayTopic topic)
    {
        var weight = chain.WeightOf(topic);
        chain.SumOfWeights = chain.SumOfWeights - (topic.Weight ?? Dec.Zero) + weight;
        topic.Weight = weight;
        var id = Text(topic.Id);
        _events.Add(Of("TopicWeightUpdated", ("new_weight", Text(weight)), ("topic_fee_revenue", Text(topic.Revenue)), ("topic_id", id), ("topic_stake", Text(topic.Stake))));
        if (topic.LastDrip <= topic.EpochLastEnded)
        {
            var drip = TopicWeights.Drip(topic.Revenue, topic.Parameters.EpochLength, chain.Parameters);
            _events.Add(Of(
                "TopicFeeRevenueDripped",
                ("drip_amount", Text(drip.Amount)),
                ("new_revenue", Text(drip.Revenue)),
                ("old_revenue", Text(topic.Revenue)),
                ("topic_id", Text(topic.Id))));
            topic.Revenue = drip.Revenue;
            topic.LastDrip = topic.EpochLastEnded;
        }

        var active = weight >= chain.Parameters.MinTopicWeight;
        if (active)
            chain.Schedule(topic);
        else
            (topic.NextBlock, chain.SumOfWeights) = (0, chain.SumOfWeights - weight);
        _events.Add(Of("TopicStatusChanged", ("is_active", active), ("topic_id", Text(topic.Id))));
    }

    private void Open(ReplayTopic topic)
    {
        var (height, epoch, lag) = (chain.Height, topic.Parameters.EpochLength, topic.Parameters.GroundTruthLag);
        topic.EpochLastEnded = height;
        topic.WorkerNonces.Insert(0, height);
        _events.Add(Of(
            "WorkerSubmissionWindowOpened",
            ("nonce_block_height", Text(height)),
            ("topic_id", Text(topic.Id)),
            ("window_end_block", Text(height + topic.Parameters.WorkerSubmissionWindow))));
        var oldest = height - ((((long)chain.Parameters.MaxUnfulfilledReputerRequests + 1) * epoch) + lag);
        topic.ReputerNonces.RemoveAll(nonce => nonce < oldest);
        topic.WorkerNonces.RemoveAll(nonce => nonce < oldest - epoch);
        var extra = (epoch - (lag % epoch)) % epoch;
        foreach (var nonce in topic.ReputerNonces.ToList())
        {
            if (nonce + lag <= height && height <= nonce + lag + extra)
            {
                _events.Add(Of(
                    "ReputerSubmissionWindowOpened",
                    ("nonce_block_height", Text(nonce)),
                    ("topic_id", Text(topic.Id)),
                    ("window_end_block", Text(nonce + lag + extra + epoch))));
            }

            if (height >= nonce + lag + epoch && !topic.WorkerNonces.Contains(nonce))
                CloseReputers(topic, nonce);
        }
    }

    private void CloseReputers(ReplayTopic topic, long nonce)
    {
        topic.ReputerNonces.Remove(nonce);
        var id = Text(topic.Id);
        if (topic.Ledger.Reputers.Active.Count > 0)
        {
            _events.Add(Of("ActiveReputersSet", ("addresses", Names(topic.Ledger.Reputers.Active)), ("nonce_block_height", Text(nonce)), ("topic_id", Text(topic.Id))));
            Settle(topic, nonce);
        }

        _events.Add(Of("ReputerSubmissionWindowClosed", ("nonce_block_height", Text(nonce)), ("topic_id", id)));
        topic.Losses.Clear();
        topic.Ledger = topic.Ledger with { Reputers = topic.Ledger.Reputers with { Active = topic.Ledger.Reputers.Active.Clear() } };
    }

    private void Settle(ReplayTopic topic, long nonce)
    {
        var counted = new List<ReputerLosses>();
        foreach (var (reputer, (own, losses)) in topic.Losses.Where(one => one.Value.Nonce == nonce))
        {
            var epoch = topic.Epochs.GetValueOrDefault(own);
            var filtered = NetworkLosses.Filter(
                losses,
                (epoch?.Inferences ?? []).Select(static one => one.Worker).ToHashSet(StringComparer.Ordinal),
                (epoch?.Forecasts ?? []).Select(static one => one.Forecaster).ToHashSet(StringComparer.Ordinal));
            if (filtered is not null)
                counted.Add(new ReputerLosses(reputer, topic.Stakes.GetValueOrDefault(reputer), filtered));
        }

        ReputerCloseResult result;
        try
        {
            result = ReputerClose.Run(topic.Ledger, nonce, counted, topic.Parameters, chain.Parameters);
        }
        catch (EmissionsException)
        {
            return;
        }

        topic.Ledger = result.Ledger;
        topic.RewardNonce = nonce;
        topic.ReputerCommit = (chain.Height, nonce);
        Add("NetworkLossSet", ("bundle", ReplayEvents.Losses(result.Losses)), ("nonce", Text(nonce)), ("value_bundle", null));
        Add("InfererNetworkRegretSet", ("addresses", Names(result.InfererRegrets)), ("regrets", Values(result.InfererRegrets)));
        if (result.ForecasterRegrets.Length > 0)
            Add("ForecasterNetworkRegretSet", ("addresses", Names(result.ForecasterRegrets)), ("regrets", Values(result.ForecasterRegrets)));
        Add("NaiveInfererNetworkRegretSet", ("addresses", Names(result.NaiveRegrets)), ("regrets", Values(result.NaiveRegrets)));
        Add("TopicInitialRegretSet", ("regret", Text(result.Ledger.InitialRegret)));
        Add("RegretStdNormSet", ("stdnorm", Text(result.Ledger.RegretScale)));
        Add("InfererWeightsSet", ("addresses", Names(result.InfererWeights)), ("weights", Values(result.InfererWeights)));
        if (result.ForecasterWeights.Length > 0)
            Add("ForecasterWeightsSet", ("addresses", Names(result.ForecasterWeights)), ("weights", Values(result.ForecasterWeights)));
        _events.Add(Of(
            "ReputerLastCommitSet",
            ("block_height", Text(chain.Height)),
            ("nonce", new System.Text.Json.Nodes.JsonObject { ["block_height"] = Text(nonce) }),
            ("topic_id", Text(topic.Id))));

        void Add(string name, params (string, System.Text.Json.Nodes.JsonNode?)[] attributes) =>
            _events.Add(Of(name, [("block_height", Text(nonce)), ("topic_id", Text(topic.Id)), .. attributes]));
    }

    private void CloseWorkers(ReplayTopic topic, long nonce)
    {
        topic.WorkerNonces.Remove(nonce);
        try
        {
            Infer(topic, nonce);
        }
        catch (EmissionsException)
        {
            // The chain keeps what was written until then.
        }

        _events.Add(Of("WorkerSubmissionWindowClosed", ("nonce_block_height", Text(nonce)), ("topic_id", Text(topic.Id))));
        topic.Inferences.Clear();
        topic.Forecasts.Clear();
        topic.Labels = LabelRegistry.Empty;
        topic.Ledger = topic.Ledger with
        {
            Inferers = topic.Ledger.Inferers with { Active = topic.Ledger.Inferers.Active.Clear() },
            Forecasters = topic.Ledger.Forecasters with { Active = topic.Ledger.Forecasters.Active.Clear() },
        };
    }

    private void Infer(ReplayTopic topic, long nonce)
    {
        if (topic.Inferences.Count == 0)
            return;
        var labels = topic.Parameters.IsMulti
            ? topic.Labels.Freeze(topic.Inferences.Values.Select(static one => one.Values))
            : new LabelRegistry([CanonicalLabel.SingleOutput]);
        if (labels.Labels.Length == 0)
            return;
        ImmutableArray<WorkerValues> inferences =
            [.. topic.Inferences.Select(one => new WorkerValues(one.Key, labels.Pad(one.Value.Values, topic.Parameters.LabelDefaultValue)))];
        var forecasts = ForecastFilter.Committed([.. topic.Forecasts.Values], topic.Inferences.Keys.ToHashSet(StringComparer.Ordinal));
        Add("EpochLabelRegistryFrozen", ("registry_size", Text((ulong)labels.Labels.Length)));
        topic.ReputerNonces.Insert(0, nonce);
        topic.WorkerCommit = (chain.Height, nonce);
        topic.Epochs[nonce] = new ReplayEpoch(labels, inferences, forecasts, null, null);
        var result = WorkerClose.Run(topic.Ledger, inferences, forecasts, topic.Parameters, chain.Parameters);
        topic.Ledger = result.Ledger;
        topic.Epochs[nonce] = topic.Epochs[nonce] with { Bundle = result.Inference, Resistant = result.OutlierResistant };
        if (result.Inference is { } inference)
        {
            AddRegrets(inference);
            _events.Add(Bundle(topic.Id, nonce, inference, labels.Labels, false));
            AddList("NetworkInferenceInfererWeightsSet", "weights", inference.InfererWeights);
            AddList("NetworkInferenceForecasterWeightsSet", "weights", inference.ForecasterWeights);
        }

        if (result.OutlierResistant is { } resistant)
        {
            if (result.Outliers)
                AddRegrets(resistant);
            _events.Add(Bundle(topic.Id, nonce, resistant, labels.Labels, true));
        }

        if (result.Failure is not null)
            return;
        Add("ActiveInferersSet", ("addresses", Names(topic.Ledger.Inferers.Active)));
        Add("ActiveForecastersSet", ("addresses", Names(topic.Ledger.Forecasters.Active)));
        _events.Add(Of(
            "WorkerLastCommitSet",
            ("block_height", Text(chain.Height)),
            ("nonce", new System.Text.Json.Nodes.JsonObject { ["block_height"] = Text(nonce) }),
            ("topic_id", Text(topic.Id))));

        void AddRegrets(NetworkInferenceBundle bundle)
        {
            AddList("NetworkInferenceForecasterRegretsUsedSet", "regrets", bundle.ForecasterRegretsUsed);
            AddList("NetworkInferenceInfererRegretsUsedSet", "regrets", bundle.InfererRegretsUsed);
        }

        void AddList(string name, string key, ImmutableArray<WorkerValue> values)
        {
            if (values.Length > 0)
                Add(name, ("addresses", Names(values)), (key, Values(values)));
        }

        void Add(string name, params (string, System.Text.Json.Nodes.JsonNode?)[] attributes) =>
            _events.Add(Of(name, [("nonce_block_height", Text(nonce)), ("topic_id", Text(topic.Id)), .. attributes]));
    }
}
