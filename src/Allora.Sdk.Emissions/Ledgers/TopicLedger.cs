using System.Collections.Immutable;
using Allora.Sdk.Emissions.Inferences;
using Allora.Sdk.Emissions.Losses;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Regrets;
using Allora.Sdk.Emissions.Sortition;

namespace Allora.Sdk.Emissions.Ledgers;

/// <summary>Everything that the arithmetic carries from one nonce of a topic to the next. Never changed in place.</summary>
public sealed record TopicLedger
{
    /// <summary>A fresh topic.</summary>
    public static TopicLedger Empty { get; } = new();

    /// <summary>Inferers.</summary>
    public RoleLedger Inferers { get; init; } = RoleLedger.Empty;

    /// <summary>Forecasters.</summary>
    public RoleLedger Forecasters { get; init; } = RoleLedger.Empty;

    /// <summary>Reputers.</summary>
    public RoleLedger Reputers { get; init; } = RoleLedger.Empty;

    /// <summary>The stored regrets.</summary>
    public RegretBook Regrets { get; init; } = RegretBook.Empty;

    /// <summary>The topic's initial regret; 0 before the first losses.</summary>
    public Dec InitialRegret { get; init; }

    /// <summary>The stored regret scale (GetLatestRegretStdNorm); 0 before the first losses.</summary>
    public Dec RegretScale { get; init; }

    /// <summary>The stored network losses by nonce; old ones are pruned.</summary>
    public ImmutableSortedDictionary<long, LossBundle> NetworkLosses { get; init; } = ImmutableSortedDictionary<long, LossBundle>.Empty;

    /// <summary>The reputers' filtered bundles by nonce; old ones are pruned. Their stakes are those of the close.</summary>
    public ImmutableSortedDictionary<long, ImmutableArray<ReputerLosses>> ReputerLosses { get; init; } =
        ImmutableSortedDictionary<long, ImmutableArray<ReputerLosses>>.Empty;

    /// <summary>Median and deviation of the last inferences.</summary>
    public OutlierStatistics Outliers { get; init; }

    /// <summary>The ratio of the forecasting task's utility to the best inferer's score; no query shows it.</summary>
    public Dec ScoreRatio { get; init; }

    /// <summary>Reputers' listening coefficients (GetListeningCoefficient); 1 without an entry.</summary>
    public ImmutableSortedDictionary<string, Dec> ListeningCoefficients { get; init; } =
        ImmutableSortedDictionary.Create<string, Dec>(StringComparer.Ordinal, DecTextComparer.Instance);

    /// <summary>The role's part.</summary>
    /// <param name="role">The role.</param>
    public RoleLedger Of(ActorRole role) => role switch
    {
        ActorRole.Inferer => Inferers,
        ActorRole.Forecaster => Forecasters,
        _ => Reputers,
    };

    /// <summary>A ledger with another part for a role.</summary>
    /// <param name="role">The role.</param>
    /// <param name="part">The part.</param>
    public TopicLedger With(ActorRole role, RoleLedger part) => role switch
    {
        ActorRole.Inferer => this with { Inferers = part },
        ActorRole.Forecaster => this with { Forecasters = part },
        _ => this with { Reputers = part },
    };

    /// <summary>Without the losses of nonces up to a bound. Scores, regrets, weights, coefficients and fractions are never pruned.</summary>
    /// <param name="bound">The last nonce that goes, see <see cref="PruneBound"/>.</param>
    public TopicLedger Prune(long bound) => this with
    {
        NetworkLosses = NetworkLosses.RemoveRange(NetworkLosses.Keys.TakeWhile(nonce => nonce <= bound)),
        ReputerLosses = ReputerLosses.RemoveRange(ReputerLosses.Keys.TakeWhile(nonce => nonce <= bound)),
    };

    /// <summary>
    /// The last nonce whose records go after rewards: min_epoch_length_record_limit epochs before the oldest reputer nonce that is open, or
    /// before the rewarded one. (Specification 7.4.)
    /// </summary>
    /// <param name="rewarded">The rewarded nonce.</param>
    /// <param name="oldestOpen">The smallest unfulfilled reputer nonce; null if there is none.</param>
    /// <param name="epochLength">The topic's epoch length.</param>
    /// <param name="parameters">The module's parameters.</param>
    public static long PruneBound(long rewarded, long? oldestOpen, long epochLength, EmissionsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Math.Max(0, (oldestOpen ?? rewarded) - ((long)parameters.MinEpochLengthRecordLimit * epochLength));
    }
}
