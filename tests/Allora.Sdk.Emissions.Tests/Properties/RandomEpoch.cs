using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using CsCheck;

namespace Allora.Sdk.Emissions.Tests.Properties;

/// <summary>An epoch of random size: reputers' bundles about inferers and forecasters, with stakes.</summary>
internal sealed record RandomEpoch(ImmutableArray<ReputerLosses> Reputers)
{
    public static readonly TopicParameters Topic = new() { EpochLength = 12, GroundTruthLag = 12, WorkerSubmissionWindow = 5 };

    public static readonly EmissionsParameters Parameters = new();

    /// <summary>Epochs that can be paid: scores far below 0 that differ little give fractions below 0, whose logarithm fails on the chain too.</summary>
    public static readonly Gen<RandomEpoch> Any =
        Gen.Select(Gen.Int[2, 7], Gen.Int[0, 3], Gen.Int[1, 4], Gen.Int).Select(static (inferers, forecasters, reputers, seed) =>
            new RandomEpoch([.. Enumerable.Range(0, reputers).Select(m => Reputer(m, inferers, forecasters, new Random(unchecked(seed + m))))]))
            .Where(static epoch => epoch.Settle(1).Failure is not { Reason: EmissionsError.InvalidOperand });

    public RewardDistributionResult Settle(Dec reward, Func<ReputerLosses, BigInteger>? stake = null)
    {
        var scaled = Reputers.Select(one => one with { Stake = stake?.Invoke(one) ?? one.Stake }).ToImmutableArray();
        var stakes = scaled.ToDictionary(static one => one.Reputer, static one => one.Stake.Truncate(), StringComparer.Ordinal);
        var closed = ReputerClose.Run(TopicLedger.Empty, 10, scaled, Topic, Parameters);
        return RewardDistribution.Run(closed.Ledger, 10, reward, reputer => stakes[reputer], Topic, Parameters);
    }

    private static ReputerLosses Reputer(int index, int inferers, int forecasters, Random random)
    {
        ImmutableArray<WorkerValue> about = Values("i", inferers);
        var forecasts = Values("k", forecasters);
        return new ReputerLosses(
            Name("r", index),
            new BigInteger(random.NextInt64(1_000_000, 4_000_000_000)) * 1_000_000_000_000,
            new LossBundle
            {
                Combined = Loss(),
                Naive = Loss(),
                Inferers = about,
                Forecasters = forecasts,
                OneOutInferers = Values("i", inferers),
                OneOutForecasters = forecasters > 1 ? Values("k", forecasters) : [],
                OneInForecasters = forecasters > 1 ? Values("k", forecasters) : [],
                OneOutInfererForecasters = [.. Enumerable.Range(0, forecasters).Select(k => new WithheldRow(Name("k", k), Values("i", inferers)))],
            });

        ImmutableArray<WorkerValue> Values(string role, int count) =>
            [.. Enumerable.Range(0, count).Select(i => new WorkerValue(Name(role, i), Loss()))];

        Dec Loss() => new(random.NextInt64(-90_000_000_000, 20_000_000_000), -10);
    }

    private static string Name(string role, int index) => role + index.ToString(CultureInfo.InvariantCulture);
}
