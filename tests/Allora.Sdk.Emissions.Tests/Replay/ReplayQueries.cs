using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Sortition;

namespace Allora.Sdk.Emissions.Tests.Replay;

/// <summary>Replies of a replayed chain to the queries that recordings hold.</summary>
internal sealed class ReplayQueries(ReplayChain chain)
{
    private static readonly Dictionary<string, ActorRole> Roles = new(StringComparer.Ordinal)
    {
        ["Inferer"] = ActorRole.Inferer,
        ["Forecaster"] = ActorRole.Forecaster,
        ["Reputer"] = ActorRole.Reputer,
    };

    /// <summary>False for queries about other modules, and about a topic that does not exist yet.</summary>
    public bool TryAnswer(string name, JsonElement request, out JsonNode? answer)
    {
        answer = name switch
        {
            "GetTotalStake" => One("amount", Raw(chain.Staking)),
            "GetTotalRewardToDistribute" => One("total_reward", Raw(chain.Rewards)),
            "GetTotalSumPreviousTopicWeights" => One("weight", chain.SumOfWeights.ToWireString()),
            "bank.Balance allorastaking" => Coin(chain.Staking),
            "bank.Balance allorarewards" => Coin(chain.Rewards),
            "bank.Balance allorapendingrewards" => Coin(chain.PendingRewards),
            _ when name.StartsWith("export ", StringComparison.Ordinal) => ReplayExports.Answer(chain, name[7..]),
            _ => null,
        };
        if (answer is not null || request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("topic_id", out var id)
            || !chain.Topics.TryGetValue(id.GetUInt64(), out var topic))
            return answer is not null;
        answer = Topic(name, topic, request) ?? Regret(name, topic, request) ?? AtBlock(name, topic, request);
        return answer is not null;
    }

    private static JsonObject One(string name, JsonNode? value) => new() { [name] = value };

    private static string Raw(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);

    private static JsonObject Coin(BigInteger amount) => One("balance", new JsonObject { ["denom"] = "uallo", ["amount"] = Raw(amount) });

    private static string Field(JsonElement request, string name) => request.GetProperty(name).GetString()!;

    private JsonObject? Topic(string name, ReplayTopic topic, JsonElement request)
    {
        var (id, ledger) = (Raw(topic.Id), topic.Ledger);
        foreach (var (word, role) in Roles)
        {
            var part = ledger.Of(role);
            if (name == $"GetCurrentLowest{word}Score")
                return part.Lowest is { } lowest ? One("score", Score(id, lowest.BlockHeight, lowest.Address, lowest.Score)) : null;
            if (name == $"GetPreviousTopicQuantile{word}ScoreEma")
                return One("value", part.QuantileScore.ToWireString());
            if (name == $"GetTopicInitial{word}EmaScore")
                return One("score", part.InitialScore.ToWireString());
            if (name == $"Get{word}ScoreEma")
            {
                var address = Field(request, word.ToLowerInvariant());
                var stored = part.EmaScoreOf(address);
                return One("score", Score(id, stored.BlockHeight, address, stored.Score));
            }

            if (name == $"GetLatest{word}Weight")
                return One("weight", part.Weights.GetValueOrDefault(Field(request, "actor_id")).ToWireString());
            if (name == $"GetCount{word}InclusionsInTopic")
                return One("count", Raw(part.Inclusions.GetValueOrDefault(Field(request, word.ToLowerInvariant()))));
        }

        return name switch
        {
            "GetTopic" => new JsonObject
            {
                ["topic"] = chain.Definition(topic),
                ["weight"] = chain.WeightOf(topic).ToWireString(),
                ["effective_revenue"] = Raw(topic.Revenue),
                ["topic_stake"] = Raw(topic.Stake),
            },
            "GetTopicStake" => One("amount", Raw(topic.Stake)),
            "GetTopicFeeRevenue" => One("fee_revenue", Raw(topic.Revenue)),
            "GetPreviousTopicWeight" => Found("weight", topic.Weight),
            "GetTopicRewardNonce" => One("nonce", Raw(topic.RewardNonce)),
            "GetLatestRegretStdNorm" => One("value", ledger.RegretScale.ToWireString()),
            "GetUnfulfilledWorkerNonces" => One("nonces", One("nonces", new JsonArray([.. topic.WorkerNonces.Select(Nonce)]))),
            "GetUnfulfilledReputerNonces" => One("nonces", One("nonces", new JsonArray([.. topic.ReputerNonces.Select(static nonce => One("reputer_nonce", Nonce(nonce)))]))),
            "GetTopicLastWorkerCommitInfo" => Commit(topic.WorkerCommit),
            "GetTopicLastReputerCommitInfo" => Commit(topic.ReputerCommit),
            "GetNextChurningBlockByTopicId" => One("block_height", Raw(topic.NextBlock)),
            "GetListeningCoefficient" => One(
                "listening_coefficient", One("coefficient", ledger.ListeningCoefficients.GetValueOrDefault(Field(request, "reputer"), Dec.One).ToWireString())),
            "GetPreviousReputerRewardFraction" => Fraction(ledger.Reputers, Field(request, "reputer")),
            "GetPreviousInferenceRewardFraction" => Fraction(ledger.Inferers, Field(request, "worker")),
            "GetPreviousForecastRewardFraction" => Fraction(ledger.Forecasters, Field(request, "worker")),
            "GetDelegateRewardPerShare" => One("reward_per_share", topic.RewardPerShare.GetValueOrDefault(Field(request, "reputer")).ToWireString()),
            "GetReputerStakeInTopic" => One("amount", Raw(topic.Stakes.GetValueOrDefault(Field(request, "address")))),
            "GetStakeFromReputerInTopicInSelf" => One(
                "amount", Raw(topic.Stakes.GetValueOrDefault(Field(request, "reputer_address")) - topic.DelegatedTo(Field(request, "reputer_address")))),
            "GetDelegateStakeUponReputer" => One("stake", Raw(topic.DelegatedTo(Field(request, "target")))),
            "GetDelegateStakePlacement" => Placement(topic, Field(request, "delegator"), Field(request, "target")),
            _ => null,
        };
    }

    private static JsonObject? Regret(string name, ReplayTopic topic, JsonElement request)
    {
        var book = topic.Ledger.Regrets;
        TimestampedValue? stored = name switch
        {
            "GetInfererNetworkRegret" => Read(book.Inferer, Field(request, "actor_id")),
            "GetForecasterNetworkRegret" => Read(book.Forecaster, Field(request, "worker")),
            "GetNaiveInfererNetworkRegret" => Read(book.NaiveInferer, Field(request, "inferer")),
            "GetOneOutInfererInfererNetworkRegret" => Read(book.OneOutInfererInferer, (Field(request, "one_out_inferer"), Field(request, "inferer"))),
            "GetOneOutInfererForecasterNetworkRegret" => Read(book.OneOutInfererForecaster, (Field(request, "one_out_inferer"), Field(request, "forecaster"))),
            "GetOneOutForecasterInfererNetworkRegret" => Read(book.OneOutForecasterInferer, (Field(request, "one_out_forecaster"), Field(request, "inferer"))),
            "GetOneOutForecasterForecasterNetworkRegret" =>
                Read(book.OneOutForecasterForecaster, (Field(request, "one_out_forecaster"), Field(request, "forecaster"))),
            "GetOneInForecasterNetworkRegret" => Read(book.OneInForecaster, (Field(request, "forecaster"), Field(request, "inferer"))),
            _ => null,
        };
        return stored is { } regret
            ? One("regret", new JsonObject { ["block_height"] = Raw(regret.BlockHeight), ["value"] = regret.Value.ToWireString() })
            : null;

        TimestampedValue Read<TKey>(ImmutableDictionary<TKey, TimestampedValue> family, TKey key)
            where TKey : notnull => family.TryGetValue(key, out var found) ? found : new TimestampedValue(0, topic.Ledger.InitialRegret);
    }

    private static JsonNode? AtBlock(string name, ReplayTopic topic, JsonElement request)
    {
        if (name is "GetLatestNetworkInferences" or "GetLatestNetworkInferencesOutlierResistant")
        {
            var latest = topic.Epochs.Keys.Last();
            var reply = Inferences(topic, latest, name.EndsWith("Resistant", StringComparison.Ordinal));
            reply["inference_block_height"] = Raw(latest);
            return reply;
        }

        if (name is "GetNetworkInferencesAtBlock" or "GetNetworkInferencesAtBlockOutlierResistant")
            return Inferences(topic, request.GetProperty("block_height_last_inference").GetInt64(), name.EndsWith("Resistant", StringComparison.Ordinal));
        if (!request.TryGetProperty("block_height", out var height))
            return null;
        var nonce = height.GetInt64();
        var (id, ledger) = (Raw(topic.Id), topic.Ledger);
        return name switch
        {
            "GetInferencesAtBlock" => One("inferences", One("inferences", new JsonArray([.. topic.Epochs[nonce].Inferences.Select(one => (JsonNode)new JsonObject
            {
                ["topic_id"] = id,
                ["block_height"] = Raw(nonce),
                ["inferer"] = one.Worker,
                ["extra_data"] = "",
                ["proof"] = "",
                ["values"] = new JsonArray([.. one.Values.Select(static value => (JsonNode)value.ToWireString())]),
            })]))),
            "GetForecastsAtBlock" => One("forecasts", One("forecasts", new JsonArray([.. topic.Epochs[nonce].Forecasts.Select(one => (JsonNode)new JsonObject
            {
                ["topic_id"] = id,
                ["block_height"] = Raw(nonce),
                ["forecaster"] = one.Forecaster,
                ["forecast_elements"] = Entries(one.Elements.Select(static element => (element.Inferer, element.Value)), "inferer"),
                ["extra_data"] = "",
            })]))),
            "GetReputerLossBundlesAtBlock" => One(
                "loss_bundles", new JsonArray([.. ledger.ReputerLosses[nonce].Select(one => (JsonNode)Losses(id, nonce, one.Reputer, one.Losses))])),
            "GetNetworkLossBundleAtBlock" => One(
                "loss_bundle", Losses(id, nonce, "allo1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqas6usy", ledger.NetworkLosses[nonce])),
            "GetWorkerInferenceScoresAtBlock" => Scores(id, nonce, ledger.Inferers),
            "GetWorkerForecastScoresAtBlock" => Scores(id, nonce, ledger.Forecasters),
            "GetReputersScoresAtBlock" => Scores(id, nonce, ledger.Reputers),
            _ => null,
        };
    }

    private static JsonObject Inferences(ReplayTopic topic, long nonce, bool resistant)
    {
        var epoch = topic.Epochs[nonce];
        var bundle = (resistant ? epoch.Resistant : epoch.Bundle)!;
        return One("network_inferences", new JsonObject
        {
            ["topic_id"] = Raw(topic.Id),
            ["nonce"] = Raw(nonce),
            ["combined_value"] = Labeled(bundle.Combined),
            ["inferer_values"] = Workers(bundle.Inferers, "worker", "values"),
            ["forecaster_values"] = Workers(bundle.Forecasters, "worker", "values"),
            ["naive_value"] = Labeled(bundle.Naive),
            ["one_out_inferer_values"] = Workers(bundle.OneOutInferers, "withheld_inferer", "combined_inference"),
            ["one_out_forecaster_values"] = Workers(bundle.OneOutForecasters, "withheld_forecaster", "combined_inference"),
            ["one_in_forecaster_values"] = Workers(bundle.OneInForecasters, "forecaster", "combined_inference"),
            ["one_out_inferer_forecaster_values"] = new JsonArray([.. bundle.OneOutInfererForecasters.SelectMany(row => row.WithheldInferers.Select(cell => (JsonNode)new JsonObject
            {
                ["forecaster"] = row.Forecaster,
                ["withheld_inferer"] = cell.Worker,
                ["combined_inference"] = Labeled(cell.Values),
            }))]),
        });

        JsonArray Labeled(ImmutableArray<Dec> values) => new([.. values.Select((value, i) => (JsonNode)new JsonObject
        {
            ["label_id"] = i + 1,
            ["label_name"] = epoch.Labels.Labels[i],
            ["value"] = value.ToWireString(),
        })]);

        JsonArray Workers(ImmutableArray<WorkerValues> workers, string who, string what) =>
            new([.. workers.Select(one => (JsonNode)new JsonObject { [who] = one.Worker, [what] = Labeled(one.Values) })]);
    }

    private static JsonObject Losses(string id, long nonce, string reputer, LossBundle losses) => new()
    {
        ["topic_id"] = id,
        ["reputer_request_nonce"] = One("reputer_nonce", Nonce(nonce)),
        ["reputer"] = reputer,
        ["extra_data"] = "",
        ["combined_value"] = losses.Combined.ToWireString(),
        ["inferer_values"] = Entries(losses.Inferers),
        ["forecaster_values"] = Entries(losses.Forecasters),
        ["naive_value"] = losses.Naive.ToWireString(),
        ["one_out_inferer_values"] = Entries(losses.OneOutInferers),
        ["one_out_forecaster_values"] = Entries(losses.OneOutForecasters),
        ["one_in_forecaster_values"] = Entries(losses.OneInForecasters),
        ["one_out_inferer_forecaster_values"] = new JsonArray([.. losses.OneOutInfererForecasters.Select(static row => (JsonNode)new JsonObject
        {
            ["forecaster"] = row.Forecaster,
            ["one_out_inferer_values"] = Entries(row.WithheldInferers),
        })]),
    };

    private static JsonArray Entries(ImmutableArray<WorkerValue> values) => Entries(values.Select(static one => (one.Worker, one.Value)), "worker");

    private static JsonArray Entries(IEnumerable<(string Who, Dec Value)> values, string key) =>
        new([.. values.Select(one => (JsonNode)new JsonObject { [key] = one.Who, ["value"] = one.Value.ToWireString() })]);

    private static JsonObject Scores(string id, long nonce, RoleLedger role) => One("scores", One(
        "scores", new JsonArray([.. role.ScoresByNonce.GetValueOrDefault(nonce, []).Select(one => (JsonNode)Score(id, nonce, one.Worker, one.Value))])));

    private static JsonObject Score(string id, long height, string address, Dec score) => new()
    {
        ["topic_id"] = id,
        ["block_height"] = Raw(height),
        ["address"] = address,
        ["score"] = score.ToWireString(),
    };

    private static JsonObject Nonce(long nonce) => One("block_height", Raw(nonce));

    private static JsonObject? Commit((long Height, long Nonce)? commit) => commit is { } last
        ? One("last_commit", new JsonObject { ["block_height"] = Raw(last.Height), ["nonce"] = Nonce(last.Nonce) })
        : null;

    private static JsonObject Found(string name, Dec? value) => new() { [name] = (value ?? Dec.Zero).ToWireString(), ["not_found"] = value is null };

    private static JsonObject Fraction(RoleLedger role, string address) =>
        Found("reward_fraction", role.RewardFractions.TryGetValue(address, out var fraction) ? fraction : null);

    private static JsonObject Placement(ReplayTopic topic, string delegator, string reputer)
    {
        var (amount, debt) = topic.Delegations.GetValueOrDefault((delegator, reputer));
        return One("delegator_info", new JsonObject { ["amount"] = Raw(amount), ["reward_debt"] = debt.ToWireString() });
    }
}
