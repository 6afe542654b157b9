using System.Collections.Immutable;
using System.Numerics;

namespace Allora.Sdk.DevNet.State.Emissions;

/// <summary>Who takes part in a topic, who may, and with what stake.</summary>
internal sealed record TopicMembers
{
    public ImmutableSortedSet<string> Workers { get; init; } = Whitelists.None;

    public ImmutableSortedSet<string> Reputers { get; init; } = Whitelists.None;

    public bool WorkerWhitelistEnabled { get; init; }

    public bool ReputerWhitelistEnabled { get; init; }

    public ImmutableSortedSet<string> WorkerWhitelist { get; init; } = Whitelists.None;

    public ImmutableSortedSet<string> ReputerWhitelist { get; init; } = Whitelists.None;

    /// <summary>Stake on each reputer, its own and what was delegated to it.</summary>
    public ImmutableSortedDictionary<string, BigInteger> Stakes { get; init; } = ImmutableSortedDictionary.Create<string, BigInteger>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<(string Delegator, string Reputer), BigInteger> Delegations { get; init; } =
        ImmutableSortedDictionary<(string, string), BigInteger>.Empty;

    /// <summary>Stake on its way out; the delegator is empty where a reputer removes its own.</summary>
    public ImmutableList<StakeRemoval> Removals { get; init; } = [];

    public BigInteger TotalStake => Stakes.Values.Aggregate(BigInteger.Zero, static (sum, stake) => sum + stake);

    public BigInteger StakeOf(string reputer) => Stakes.GetValueOrDefault(reputer);

    public BigInteger DelegatedTo(string reputer) =>
        Delegations.Where(pair => pair.Key.Reputer == reputer).Aggregate(BigInteger.Zero, static (sum, pair) => sum + pair.Value);
}
