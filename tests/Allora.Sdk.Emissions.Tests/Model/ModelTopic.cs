using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Sortition;
using Allora.TestData.Epochs;
using static Allora.Sdk.Emissions.Tests.Model.ModelCase;

namespace Allora.Sdk.Emissions.Tests.Model;

/// <summary>Plays a scenario of the model with the library, and compares everything that comes out.</summary>
internal sealed class ModelTopic
{
    private readonly EmissionsParameters _parameters;
    private readonly TopicParameters _topic;
    private readonly EmissionsVersion _version;
    private readonly ValueTable _table;
    private readonly string _where;
    private TopicLedger _ledger = TopicLedger.Empty;

    public ModelTopic(JsonElement scenario, ValueTable table)
    {
        _parameters = Parameters(scenario.GetProperty("parameters"));
        _topic = Topic(scenario.GetProperty("topic"));
        _version = (EmissionsVersion)scenario.GetProperty("version").GetInt32();
        _table = table;
        _where = $"scenario {scenario.GetProperty("seed")}";
        foreach (var reputer in scenario.GetProperty("zero_coefficients").EnumerateArray())
            _ledger = _ledger with { ListeningCoefficients = _ledger.ListeningCoefficients.SetItem(reputer.GetString()!, Dec.Zero) };
    }

    public void Play(JsonElement epoch)
    {
        var nonce = epoch.GetProperty("nonce").GetInt64();
        var at = $"{_where}, nonce {nonce}";
        CloseWorkers(epoch, nonce, at);
        if (epoch.TryGetProperty("settled", out var settled))
            Settle(epoch, settled, nonce, at);
        Compare("state", at, epoch.GetProperty("state"), ModelState.Of(_ledger));
    }

    private void CloseWorkers(JsonElement epoch, long nonce, string at)
    {
        var inferences = new SortedDictionary<string, WorkerValues>(StringComparer.Ordinal);
        var forecasts = new SortedDictionary<string, WorkerForecast>(StringComparer.Ordinal);
        foreach (var sent in epoch.GetProperty("workers").EnumerateArray())
        {
            var who = sent.GetProperty("who").GetString()!;
            if (sent.GetProperty("role").GetString() == "inferer")
                Submit(sent, ActorRole.Inferer, nonce, nonce, inferences, new WorkerValues(who, [.. sent.GetProperty("values").EnumerateArray().Select(Number)]), at);
            else
                Submit(sent, ActorRole.Forecaster, nonce, nonce, forecasts, Forecast(who, sent.GetProperty("elements")), at);
        }

        _ledger = _ledger with
        {
            Inferers = _ledger.Inferers with { Active = _ledger.Inferers.Active.Clear() },
            Forecasters = _ledger.Forecasters with { Active = _ledger.Forecasters.Active.Clear() },
        };
        var expected = epoch.GetProperty("inference");
        try
        {
            var committed = ForecastFilter.Committed([.. forecasts.Values], inferences.Keys.ToHashSet(StringComparer.Ordinal));
            var closed = WorkerClose.Run(_ledger, [.. inferences.Values], committed, _topic, _parameters, _version);
            _ledger = closed.Ledger;
            Compare("inference", at, expected, closed.Inference is { } inference ? ModelState.Of(inference) : null);
            Compare("outlier-resistant inference", at, epoch.GetProperty("resistant"), closed.OutlierResistant is { } resistant ? ModelState.Of(resistant) : null);
            _table.Compare("outliers", at, epoch.GetProperty("outliers").GetRawText(), closed.Outliers ? "true" : "false");
        }
        catch (EmissionsException failure)
        {
            _table.Compare("inference", at, expected.ValueKind == JsonValueKind.Null ? "failed" : "made", "failed");
            Assert.True(expected.ValueKind == JsonValueKind.Null, $"{at}: {failure.Message}");
        }
    }

    private WorkerForecast Forecast(string who, JsonElement elements) => new(
        who,
        ForecastFilter.Submitted(
            [.. Entries(elements).Select(static one => new ForecastElement(one.Worker, one.Value))],
            inferer => _ledger.Inferers.EmaScoreOf(inferer).Score,
            _parameters.MaxElementsPerForecast));

    private void Submit<TPayload>(
        JsonElement sent, ActorRole role, long nonce, long ended, SortedDictionary<string, TPayload> payloads, TPayload payload, string at)
    {
        var who = sent.GetProperty("who").GetString()!;
        var admission = MeritSortition.Submit(_ledger.Of(role), who, nonce, SortitionRules.For(role, _topic, _parameters, ended));
        _ledger = _ledger.With(role, admission.Ledger);
        _table.Compare($"admission of {role}", at, sent.GetProperty("outcome").GetString(), admission.Outcome switch
        {
            AdmissionOutcome.Joined => "joined",
            AdmissionOutcome.Replaced => "replaced",
            AdmissionOutcome.NotAdmitted => "passive",
            _ => "refused",
        });
        _table.Compare($"eviction of {role}", at, sent.GetProperty("evicted").GetString(), admission.Evicted);
        if (admission.Evicted is { } evicted)
            payloads.Remove(evicted);
        if (admission.IsAdmitted)
            payloads[who] = payload;
    }

    private void Settle(JsonElement epoch, JsonElement settled, long ended, string at)
    {
        var nonce = settled.GetProperty("nonce").GetInt64();
        var (inferers, forecasters) = (Names(settled.GetProperty("inferers")), Names(settled.GetProperty("forecasters")));
        var bundles = new SortedDictionary<string, ReputerLosses>(StringComparer.Ordinal);
        foreach (var sent in epoch.GetProperty("reputers").EnumerateArray())
        {
            var losses = new ReputerLosses(sent.GetProperty("who").GetString()!, Number(sent.GetProperty("stake")), LossesOf(sent.GetProperty("losses")));
            Submit(sent, ActorRole.Reputer, nonce, ended, bundles, losses, at);
        }

        _ledger = _ledger with { Reputers = _ledger.Reputers with { Active = _ledger.Reputers.Active.Clear() } };
        var expected = settled.GetProperty("losses");
        try
        {
            var closed = ReputerClose.Run(
                _ledger,
                nonce,
                [.. bundles.Values.Select(one => one with { Losses = NetworkLosses.Filter(one.Losses, inferers, forecasters)! }).Where(static one => one.Losses is not null)],
                _topic,
                _parameters);
            _ledger = closed.Ledger;
            Compare("losses", at, expected, ModelState.Of(closed.Losses));
            Compare("stored weights", at, settled.GetProperty("weights"), ModelState.List(closed.InfererWeights.Concat(closed.ForecasterWeights)));
        }
        catch (EmissionsException failure)
        {
            _table.Compare("losses", at, expected.ValueKind == JsonValueKind.Null ? "none" : "made", "none");
            Assert.True(expected.ValueKind == JsonValueKind.Null, $"{at}: {failure.Message}");
            return;
        }

        Pay(settled, nonce, at);
    }

    private void Pay(JsonElement settled, long nonce, string at)
    {
        var stakes = settled.GetProperty("stakes").EnumerateObject().ToDictionary(
            static one => one.Name, static one => BigInteger.Parse(one.Value.GetString()!, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        var result = RewardDistribution.Run(_ledger, nonce, Number(settled.GetProperty("reward")), reputer => stakes[reputer], _topic, _parameters);
        _ledger = result.Ledger;
        var expected = settled.GetProperty("paid");
        _table.Compare("distribution", at, expected.ValueKind == JsonValueKind.Null ? "failed" : "paid", result.Failure is null ? "paid" : "failed");
        Compare("scores", at, settled.GetProperty("scores"), ModelState.Scores(_ledger, nonce));
        if (result.Failure is not null)
            return;
        Compare("rewards", at, expected, new JsonObject
        {
            ["inferer"] = ModelState.Map(result.InfererRewards),
            ["forecaster"] = ModelState.Map(result.ForecasterRewards),
            ["reputer"] = ModelState.Map(result.ReputerRewards),
        });
        foreach (var (role, rewards) in ((ActorRole, ImmutableArray<WorkerValue>)[])[(ActorRole.Inferer, result.InfererRewards), (ActorRole.Forecaster, result.ForecasterRewards)])
        {
            foreach (var reward in rewards.Where(static one => !one.Value.Truncate().IsZero))
                _ledger = RewardDistribution.CountInclusion(_ledger, role, reward.Worker);
        }
    }

    private void Compare(string kind, string at, JsonElement expected, JsonNode? actual)
    {
        if (expected.ValueKind == JsonValueKind.Object && actual is JsonObject)
        {
            foreach (var member in expected.EnumerateObject())
                JsonComparison.Compare(_table, $"{kind}: {member.Name}", $"{at}, {member.Name}", member.Value, actual[member.Name]);
            return;
        }

        JsonComparison.Compare(_table, kind, at, expected, actual);
    }

    private static HashSet<string> Names(JsonElement list) => [.. list.EnumerateArray().Select(static name => name.GetString()!)];
}
