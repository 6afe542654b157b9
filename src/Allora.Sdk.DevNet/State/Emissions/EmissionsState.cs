using System.Collections.Immutable;
using System.Numerics;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Protos.Emissions.V9;

namespace Allora.Sdk.DevNet.State.Emissions;

/// <summary>The emissions module's state, apart from schemas: v9 and v10 messages are adapted to it.</summary>
internal sealed record EmissionsState
{
    /// <summary>Never changed in place.</summary>
    public required Params Params { get; init; }

    public ulong NextTopicId { get; init; } = 1;

    public ImmutableSortedDictionary<ulong, TopicState> Topics { get; init; } = ImmutableSortedDictionary<ulong, TopicState>.Empty;

    public Whitelists Whitelists { get; init; } = new();

    /// <summary>Who owns a worker's or reputer's address.</summary>
    public ImmutableSortedDictionary<string, string> Owners { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The sum of the stored weights of active topics.</summary>
    public Dec TotalSumPreviousTopicWeights { get; init; } = Dec.Zero;

    /// <summary>By block, the topics whose epochs end there.</summary>
    public ImmutableSortedDictionary<long, ChurningBlock> Lists { get; init; } = ImmutableSortedDictionary<long, ChurningBlock>.Empty;

    /// <summary>Reputers' rewards of this month, in uallo.</summary>
    public BigInteger MonthlyReputerRewards { get; init; }

    /// <summary>Topics' rewards of this month, in uallo.</summary>
    public BigInteger MonthlyTopicRewards { get; init; }

    /// <summary>Reputers' part of the last month's rewards.</summary>
    public Dec ReputerShare { get; init; }

    public EmissionsState With(TopicState topic) => this with { Topics = Topics.SetItem(topic.Id, topic) };
}
