using System.Collections.Immutable;
using System.Numerics;
using Allora.Sdk.DevNet.Values;
using Allora.Sdk.Protos.Emissions.V10;
using InputReputerValueBundle = Allora.Sdk.Protos.Emissions.V9.InputReputerValueBundle;

namespace Allora.Sdk.DevNet.State.Emissions;

/// <summary>One topic with everything that belongs to it.</summary>
internal sealed record TopicState
{
    /// <summary>Never changed in place.</summary>
    public required Topic Definition { get; init; }

    public bool IsActive { get; init; }

    /// <summary>The height at whose end the next window opens.</summary>
    public long NextEpochEnd { get; init; }

    public BigInteger Revenue { get; init; }

    public Dec Weight { get; init; } = Dec.Zero;

    public TopicMembers Members { get; init; } = new();

    /// <summary>Open worker windows, newest first.</summary>
    public ImmutableList<NonceWindow> WorkerNonces { get; init; } = [];

    /// <summary>Nonces that wait for reputers, newest first.</summary>
    public ImmutableList<NonceWindow> ReputerNonces { get; init; } = [];

    /// <summary>What workers and reputers gave, by nonce.</summary>
    public ImmutableSortedDictionary<long, Epoch> Epochs { get; init; } = ImmutableSortedDictionary<long, Epoch>.Empty;

    /// <summary>Moving averages of scores, by kind and address.</summary>
    public ImmutableSortedDictionary<(ActorType Actor, string Address), Dec> Scores { get; init; } =
        ImmutableSortedDictionary<(ActorType, string), Dec>.Empty;

    /// <summary>The nonce of each actor's newest submission: an older one is refused for ever.</summary>
    public ImmutableSortedDictionary<(ActorType Actor, string Address), long> Submitted { get; init; } =
        ImmutableSortedDictionary<(ActorType, string), long>.Empty;

    /// <summary>The losses that wait for the close of a reputer window: one slot for each reputer, whatever the nonce.</summary>
    public ImmutableSortedDictionary<string, InputReputerValueBundle> ReputerSlots { get; init; } =
        ImmutableSortedDictionary.Create<string, InputReputerValueBundle>(StringComparer.Ordinal);

    public TimestampedActorNonce? WorkerLastCommit { get; init; }

    public TimestampedActorNonce? ReputerLastCommit { get; init; }

    public ulong Id => Definition.Id;

    public bool IsMulti => Definition.OutputArity == TopicOutputArity.Multi;

    public BigInteger Stake => Members.TotalStake;

    public Epoch EpochOf(long nonce) => Epochs.GetValueOrDefault(nonce) ?? new Epoch { Nonce = nonce };

    public TopicState With(Epoch epoch) => this with { Epochs = Epochs.SetItem(epoch.Nonce, epoch) };
}
