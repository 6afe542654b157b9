using System.Collections.Immutable;
using System.Numerics;
using Allora.Sdk.Emissions.Ledgers;
using Allora.Sdk.Emissions.Numbers;
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

    /// <summary>The stored weight; null before the topic's first turn.</summary>
    public Dec? PreviousWeight { get; init; }

    /// <summary>The epoch's end up to which revenue has dripped.</summary>
    public long LastDrip { get; init; }

    /// <summary>The topic's place among those whose windows opened in the same block.</summary>
    public int Opening { get; init; }

    /// <summary>Regrets, scores and losses, as the arithmetic carries them from epoch to epoch.</summary>
    public TopicLedger Ledger { get; init; } = TopicLedger.Empty;

    /// <summary>The nonce that the next rewards are for; 0 if there is none.</summary>
    public long RewardNonce { get; init; }

    /// <summary>Rewards for each delegated uallo so far, by reputer.</summary>
    public ImmutableSortedDictionary<string, Dec> RewardPerShare { get; init; } = ImmutableSortedDictionary.Create<string, Dec>(StringComparer.Ordinal, DecTextComparer.Instance);

    /// <summary>What delegators were paid or are not entitled to.</summary>
    public ImmutableSortedDictionary<(string Delegator, string Reputer), Dec> RewardDebts { get; init; } =
        ImmutableSortedDictionary.Create<(string, string), Dec>(null, DecTextComparer.Instance);

    public TopicMembers Members { get; init; } = new();

    /// <summary>Open worker windows, newest first.</summary>
    public ImmutableList<NonceWindow> WorkerNonces { get; init; } = [];

    /// <summary>Nonces that wait for reputers, newest first.</summary>
    public ImmutableList<NonceWindow> ReputerNonces { get; init; } = [];

    /// <summary>What workers and reputers gave, by nonce.</summary>
    public ImmutableSortedDictionary<long, Epoch> Epochs { get; init; } = ImmutableSortedDictionary<long, Epoch>.Empty;

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
