using System.Collections.Immutable;
using Allora.Sdk.DevNet.Options;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;
using Allora.Sdk.Values;

namespace Allora.Sdk.DevNet.Genesis;

/// <summary>Puts the genesis' topics into the state: funded, staked, and each with a turn of its own.</summary>
internal static class GenesisTopics
{
    private static readonly IReadOnlyList<GenesisTopic> Defaults =
    [
        new() { Id = 67, Metadata = "BTC/USD 7-day log return" },
        new() { Id = 1, Metadata = "Where BTC/USD goes", Multi = true, Labels = ["up", "down", "flat"], RequireUnity = true, UnityTolerance = "0.001" },
    ];

    private static readonly UAllo DefaultStake = UAllo.FromAllo("1000");

    public static EmissionsState Add(EmissionsState emissions, DevNetGenesis genesis, string firstAccount)
    {
        var added = 0;
        foreach (var topic in genesis.Topics ?? Defaults)
        {
            if (emissions.Topics.ContainsKey(topic.Id) || topic.Id == 0)
                throw new ArgumentException($"the genesis names topic {topic.Id} twice, or it is zero");
            emissions = emissions.With(Build(topic, topic.FirstWindow ?? Turn(emissions, genesis, topic, added++), firstAccount));
            emissions = emissions with { NextTopicId = Math.Max(emissions.NextTopicId, topic.Id + 1) };
        }

        return emissions with
        {
            Lists = emissions.Topics.Values.Where(static topic => topic.IsActive).GroupBy(static topic => topic.NextEpochEnd).ToImmutableSortedDictionary(
                static list => list.Key, list => new ChurningBlock([.. list.Select(static topic => topic.Id)], emissions.Topics, emissions.Params)),
        };
    }

    /// <summary>
    /// Each topic has a block of its own where one may open at a time; where more may, they are spread over the epoch.
    /// The first block opens no window: clients need one block to see the chain at all.
    /// </summary>
    private static long Turn(EmissionsState emissions, DevNetGenesis genesis, GenesisTopic topic, int added) =>
        genesis.InitialHeight + 1 + (emissions.Params.MaxActiveTopicsPerBlock > 1 ? added % Math.Max(1, topic.EpochLength) : added);

    private static TopicState Build(GenesisTopic topic, long firstWindow, string firstAccount)
    {
        if (topic.EpochLength < 1 || topic.WorkerSubmissionWindow < 1 || topic.WorkerSubmissionWindow > topic.EpochLength)
            throw new ArgumentException($"topic {topic.Id} needs an epoch of at least one block and a window no longer than it");
        var creator = topic.Creator ?? firstAccount;
        var stakes = (topic.Stake ?? new Dictionary<string, UAllo> { [creator] = DefaultStake })
            .ToImmutableSortedDictionary(static pair => pair.Key, static pair => pair.Value.Value, StringComparer.Ordinal);
        foreach (var address in stakes.Keys.Concat(topic.Workers).Concat(topic.Reputers).Append(creator).Where(static address => !ChainAddress.IsValid(address)))
            throw new ArgumentException($"topic {topic.Id} names \"{address}\", which is no {ChainAddress.Prefix} address");
        return new TopicState
        {
            Definition = Definition(topic, creator),
            IsActive = topic.Active,
            NextEpochEnd = firstWindow,
            Revenue = topic.Funds.Value,
            Members = new TopicMembers
            {
                Workers = topic.Workers.ToImmutableSortedSet(StringComparer.Ordinal),
                Reputers = topic.Reputers.Concat(stakes.Keys).ToImmutableSortedSet(StringComparer.Ordinal),
                WorkerWhitelistEnabled = topic.WorkerWhitelist is not null,
                ReputerWhitelistEnabled = topic.ReputerWhitelist is not null,
                WorkerWhitelist = (topic.WorkerWhitelist ?? []).ToImmutableSortedSet(StringComparer.Ordinal),
                ReputerWhitelist = (topic.ReputerWhitelist ?? []).ToImmutableSortedSet(StringComparer.Ordinal),
                Stakes = stakes,
            },
        };
    }

    private static Topic Definition(GenesisTopic topic, string creator)
    {
        var definition = new Topic
        {
            Id = topic.Id,
            Creator = creator,
            Metadata = topic.Metadata,
            LossMethod = topic.LossMethod,
            EpochLength = topic.EpochLength,
            GroundTruthLag = topic.GroundTruthLag,
            PNorm = "3",
            AlphaRegret = "0.1",
            AllowNegative = topic.AllowNegative,
            Epsilon = "0.01",
            InitialRegret = "0",
            WorkerSubmissionWindow = topic.WorkerSubmissionWindow,
            MeritSortitionAlpha = "0.1",
            ActiveInfererQuantile = "0.2",
            ActiveForecasterQuantile = "0.2",
            ActiveReputerQuantile = "0.2",
            CNorm = "0.75",
            TopicType = topic.Multi ? TopicType.Classification : TopicType.Regression,
            OutputArity = topic.Multi ? TopicOutputArity.Multi : TopicOutputArity.Single,
            RequireUnity = topic.RequireUnity,
            UnityTolerance = topic.UnityTolerance,
            MaxLabelsPerSubmission = topic.MaxLabels ?? (topic.Multi ? (ulong)Math.Max(1, topic.Labels.Count) : 1),
            LabelDefaultValue = "0",
            LabelCaseSensitive = topic.LabelsCaseSensitive,
        };
        definition.LabelWhitelist.AddRange(topic.Labels);
        return definition;
    }
}
