using System.Collections.Immutable;
using Allora.Sdk;
using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.Emissions;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Rewards;
using Allora.Sdk.Emissions.Scores;
using Allora.Sdk.Encodings;
using Dec = Allora.Sdk.Emissions.Numbers.Dec;
using Params = Allora.Sdk.Protos.Emissions.V9.Params;

namespace Allora.Cli.Topics.Weighing;

/// <summary>Weighs a topic: reads its last epoch from the chain, and computes from the losses what should have come of them.</summary>
internal sealed class TopicScale(AlloraClient client, TopicInfo topic, bool isV9)
{
    private readonly WeighReads _now = new(client.Services, isV9, topic.Id);
    private readonly WeighCheck _check = new();

    public async Task<WeighedTopic> WeighAsync(long height, CancellationToken cancellationToken)
    {
        var parameters = await _now.ParamsAsync(cancellationToken);
        var (workersNonce, _) = await _now.WorkersClosedAsync(cancellationToken);
        var (nonce, lossesAt) = await _now.ReputersClosedAsync(cancellationToken);
        var reported = nonce == 0 ? [] : await ReportedAsync(nonce, cancellationToken);
        var active = new Dictionary<WeighedRole, IReadOnlyList<string>>
        {
            [WeighedRole.Inferer] = workersNonce == 0 ? [] : await _now.InferersAsync(workersNonce, cancellationToken),
            [WeighedRole.Forecaster] = workersNonce == 0 ? [] : await _now.ForecastersAsync(workersNonce, cancellationToken),
            [WeighedRole.Reputer] = [.. reported.Select(static one => one.Reputer)],
        };
        var (paidAt, payments) = nonce == 0 ? (null, []) : await PaymentsAsync(nonce, lossesAt, cancellationToken);
        var told = new Dictionary<WeighedRole, ImmutableArray<WorkerValue>>();
        foreach (var role in Enum.GetValues<WeighedRole>())
            told[role] = nonce == 0 ? [] : [.. (await _now.ScoresAsync(role, nonce, cancellationToken)).Select(static one => new WorkerValue(one.Address, Dec.Parse(one.Score_)))];
        var computed = nonce == 0 ? [] : await ComputeAsync(nonce, lossesAt, paidAt, reported, payments, parameters, cancellationToken);
        var sets = new List<WeighedSet>();
        foreach (var role in Enum.GetValues<WeighedRole>())
        {
            if (computed.TryGetValue(role, out var scores) && paidAt is not null)
                _check.Scores(role, told[role], scores);
            var paid = payments.GetValueOrDefault(role, []);
            var shares = paidAt is { } at ? await SharesAsync(role, nonce, at, told[role], paid, parameters, cancellationToken) : [];
            sets.Add(await SetAsync(role, active[role], told[role], computed.GetValueOrDefault(role, []), shares, paid, parameters, cancellationToken));
        }

        return new WeighedTopic
        {
            Id = topic.Id,
            Schema = isV9 ? "v9" : "v10",
            Height = height,
            Nonce = nonce == 0 ? null : nonce,
            LossesAt = nonce == 0 ? null : lossesAt,
            PaidAt = paidAt,
            WorkersNonce = workersNonce == 0 ? null : workersNonce,
            Sets = sets,
            Differences = _check.Differences,
            Unchecked = _check.Unchecked,
            Compared = _check.Compared,
        };
    }

    private async Task<IReadOnlyList<ReputerReport>> ReportedAsync(long nonce, CancellationToken cancellationToken) =>
        [.. (await _now.ReportedAsync(nonce, cancellationToken)).Select(static one => new ReputerReport(one.Reputer, LossReader.Read(one)))];

    /// <summary>The block in which the nonce was paid for is the first at or after the close in which an epoch ended; its events tell the amounts.</summary>
    private async Task<(long? PaidAt, Dictionary<WeighedRole, Dictionary<string, Dec>> Payments)> PaymentsAsync(long nonce, long lossesAt, CancellationToken cancellationToken)
    {
        var payments = new Dictionary<WeighedRole, Dictionary<string, Dec>>();
        if (topic.EpochLength <= 0 || topic.EpochLastEnded < lossesAt)
            return (null, payments);
        var paidAt = topic.EpochLastEnded - ((topic.EpochLastEnded - lossesAt) / topic.EpochLength * topic.EpochLength);
        try
        {
            var events = await client.GetBlockEventsAsync(paidAt, cancellationToken);
            var settled = events.Select(RewardSettlement.From).OfType<RewardSettlement>().Where(one => one.TopicId == topic.Id && one.Nonce == nonce).ToList();
            foreach (var one in settled)
            {
                var amounts = payments[(WeighedRole)one.Role] = new Dictionary<string, Dec>(StringComparer.Ordinal);
                foreach (var (address, amount) in one.Rewards)
                    amounts[address] = Dec.Parse(amount.ToString());
            }

            if (settled.Count == 0)
                _check.Skip($"block {paidAt} tells of no payment for nonce {nonce}");
            return (settled.Count == 0 ? null : paidAt, payments);
        }
        catch (AlloraException gone)
        {
            _check.Skip($"payments: the node does not tell the events of block {paidAt}: {gone.Message}");
            return (null, payments);
        }
    }

    private async Task<Dictionary<WeighedRole, ImmutableArray<WorkerValue>>> ComputeAsync(
        long nonce,
        long lossesAt,
        long? paidAt,
        IReadOnlyList<ReputerReport> reported,
        Dictionary<WeighedRole, Dictionary<string, Dec>> payments,
        Params parameters,
        CancellationToken cancellationToken)
    {
        var computed = new Dictionary<WeighedRole, ImmutableArray<WorkerValue>>();
        if (await _now.LossesAsync(nonce, cancellationToken) is not { } bundle)
        {
            _check.Skip($"the chain keeps no losses of nonce {nonce}");
            return computed;
        }

        var losses = LossReader.Read(bundle);
        computed[WeighedRole.Inferer] = WorkerScores.Inferers(losses);
        computed[WeighedRole.Forecaster] = WorkerScores.Forecasters(losses);
        try
        {
            var stakes = await StakesAsync(reported, lossesAt, lossesAt == paidAt ? payments : [], cancellationToken);
            _check.Losses(losses, NetworkLosses.Combine(stakes));
            if (paidAt is { } at)
                computed[WeighedRole.Reputer] = await ReputersAsync(await StakesAsync(reported, at, payments, cancellationToken), at, parameters, cancellationToken);
        }
        catch (AlloraException gone)
        {
            _check.Skip($"losses and reputers' scores: the node does not keep the state of block {lossesAt}: {gone.Message}");
        }
        catch (EmissionsException none)
        {
            _check.Skip($"reputers' scores: {none.Message}");
        }

        return computed;
    }

    /// <summary>Stakes as they were when a block settled: after the block, less what it paid to them.</summary>
    private async Task<IReadOnlyList<ReputerLosses>> StakesAsync(
        IReadOnlyList<ReputerReport> reported, long height, Dictionary<WeighedRole, Dictionary<string, Dec>> payments, CancellationToken cancellationToken)
    {
        var then = new WeighReads(client.AtHeight(height), isV9, topic.Id);
        var rewards = payments.GetValueOrDefault(WeighedRole.Reputer, []);
        var stakes = new List<ReputerLosses>();
        foreach (var (reputer, losses) in reported)
            stakes.Add(new ReputerLosses(reputer, await then.StakeAsync(reputer, cancellationToken) - (Dec)rewards.GetValueOrDefault(reputer).Truncate(), losses));
        return stakes;
    }

    private async Task<ImmutableArray<WorkerValue>> ReputersAsync(IReadOnlyList<ReputerLosses> reported, long paidAt, Params parameters, CancellationToken cancellationToken)
    {
        var before = new WeighReads(client.AtHeight(paidAt - 1), isV9, topic.Id);
        var listening = new Dictionary<string, Dec>(StringComparer.Ordinal);
        foreach (var one in reported)
            listening[one.Reputer] = await before.ListeningAsync(one.Reputer, cancellationToken);
        return ReputerScores.Compute(reported, reputer => listening[reputer], new EmissionsParameters
        {
            LearningRate = Dec.Parse(parameters.LearningRate),
            GradientDescentMaxIters = parameters.GradientDescentMaxIters,
            MaxGradientThreshold = Dec.Parse(parameters.MaxGradientThreshold),
            MinStakeFraction = Dec.Parse(parameters.MinStakeFraction),
            EpsilonReputer = Dec.Parse(parameters.EpsilonReputer),
            EpsilonSafeDiv = Dec.Parse(parameters.EpsilonSafeDiv),
        }).Scores;
    }

    /// <summary>The shares that follow from the scores that the chain tells, compared with what was paid.</summary>
    private async Task<ImmutableArray<WorkerValue>> SharesAsync(
        WeighedRole role, long nonce, long paidAt, ImmutableArray<WorkerValue> scores, Dictionary<string, Dec> paid, Params parameters, CancellationToken cancellationToken)
    {
        if (scores.Length == 0)
            return [];
        if (role != WeighedRole.Reputer)
        {
            var (places, p, c) = role == WeighedRole.Inferer
                ? (parameters.MaxTopInferersToReward, parameters.PRewardInference, parameters.CRewardInference)
                : (parameters.MaxTopForecastersToReward, parameters.PRewardForecast, parameters.CRewardForecast);
            var limit = (int)Math.Min(int.MaxValue, parameters.MaxSamplesToScaleScores * places);
            var latest = (await _now.LatestAsync(role, nonce, cancellationToken)).Take(limit).ToList();
            var shares = RewardFractions.Workers(scores, latest, Dec.Parse(p), Dec.Parse(c), await _now.EpsilonAsync(cancellationToken));
            _check.Payments(role, paid, shares);
            return shares;
        }

        try
        {
            var then = new WeighReads(client.AtHeight(paidAt), isV9, topic.Id);
            var (stakes, delegated) = (new Dictionary<string, Dec>(StringComparer.Ordinal), false);
            foreach (var (reputer, _) in scores)
            {
                stakes[reputer] = await then.StakeAsync(reputer, cancellationToken) - (Dec)paid.GetValueOrDefault(reputer).Truncate();
                delegated |= !(await then.DelegatedAsync(reputer, cancellationToken)).IsZero;
            }

            var shares = RewardFractions.Reputers(scores, reputer => stakes[reputer], Dec.Parse(parameters.PRewardReputer));
            if (delegated)
                _check.Skip("reputers' rewards: part of them went to delegators, which the chain tells by delegator only");
            else
                _check.Payments(role, paid, shares);
            return shares;
        }
        catch (AlloraException gone)
        {
            _check.Skip($"reputers' rewards: the node does not keep the state of block {paidAt}: {gone.Message}");
            return [];
        }
    }

    private async Task<WeighedSet> SetAsync(
        WeighedRole role,
        IReadOnlyList<string> active,
        ImmutableArray<WorkerValue> told,
        ImmutableArray<WorkerValue> computed,
        ImmutableArray<WorkerValue> shares,
        Dictionary<string, Dec> paid,
        Params parameters,
        CancellationToken cancellationToken)
    {
        var actors = new List<WeighedActor>();
        foreach (var address in active.Concat(told.Select(static one => one.Worker)).Concat(paid.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            actors.Add(new WeighedActor
            {
                Address = address,
                IsActive = active.Contains(address),
                Average = await _now.AverageAsync(role, address, cancellationToken),
                Score = Of(told, address),
                Computed = Of(computed, address),
                Share = Of(shares, address),
                Paid = paid.TryGetValue(address, out var amount) ? amount.ToString() : null,
            });
        }

        var lowest = await _now.LowestAsync(role, cancellationToken);
        return new WeighedSet
        {
            Role = role,
            Places = role switch
            {
                WeighedRole.Inferer => parameters.MaxTopInferersToReward,
                WeighedRole.Forecaster => parameters.MaxTopForecastersToReward,
                _ => parameters.MaxTopReputersToReward,
            },
            Active = active.Count,
            Lowest = lowest is null ? null : (lowest.Address, Dec.Parse(lowest.Score_).ToString()),
            Actors = actors,
        };
    }

    private static string? Of(ImmutableArray<WorkerValue> values, string address) =>
        values.Where(one => one.Worker == address).Select(static one => one.Value.ToString()).FirstOrDefault();

    private sealed record ReputerReport(string Reputer, LossBundle Losses);
}
