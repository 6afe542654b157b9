using System.Collections.Immutable;
using Allora.Sdk.Emissions.Numbers;
using Allora.Sdk.Emissions.Rewards;
using Allora.Sdk.Emissions.Scores;

namespace Allora.Sdk.Emissions.Ledgers;

/// <summary>
/// What the rewards of a nonce came to. Steps that were not reached because an earlier one failed are null or empty: the chain keeps what was
/// written until then, and the topic's reward goes back.
/// </summary>
public sealed record RewardDistributionResult
{
    /// <summary>The topic after it.</summary>
    public required TopicLedger Ledger { get; init; }

    /// <summary>The step that failed; null if the rewards can be paid.</summary>
    public EmissionsException? Failure { get; init; }

    /// <summary>Reputers' scores and coefficients.</summary>
    public ReputerScoring? ReputerScoring { get; init; }

    /// <summary>Reputers' new EMA scores.</summary>
    public ImmutableArray<WorkerValue> ReputerEmaScores { get; init; } = [];

    /// <summary>Inferers' scores.</summary>
    public ImmutableArray<WorkerValue> InfererScores { get; init; } = [];

    /// <summary>Inferers' new EMA scores; empty for a single inferer.</summary>
    public ImmutableArray<WorkerValue> InfererEmaScores { get; init; } = [];

    /// <summary>Forecasters' scores.</summary>
    public ImmutableArray<WorkerValue> ForecasterScores { get; init; } = [];

    /// <summary>Forecasters' new EMA scores; empty for a single forecaster.</summary>
    public ImmutableArray<WorkerValue> ForecasterEmaScores { get; init; } = [];

    /// <summary>The fractions of reputers (w), inferers (u) and forecasters (v).</summary>
    public RoleFractions? Fractions { get; init; }

    /// <summary>The forecasting task's utility (T_F).</summary>
    public Dec? TaskUtility { get; init; }

    /// <summary>The division among the tasks.</summary>
    public TaskSplit? Split { get; init; }

    /// <summary>Rewards in uallo, not yet cut, delegators' parts included: w_m W_R.</summary>
    public ImmutableArray<WorkerValue> ReputerRewards { get; init; } = [];

    /// <summary>Rewards in uallo, not yet cut: u_j W_I.</summary>
    public ImmutableArray<WorkerValue> InfererRewards { get; init; } = [];

    /// <summary>Rewards in uallo, not yet cut: v_k W_F.</summary>
    public ImmutableArray<WorkerValue> ForecasterRewards { get; init; } = [];
}

/// <summary>Reward fractions of a nonce by role.</summary>
/// <param name="Reputers">w_m.</param>
/// <param name="Inferers">u_j.</param>
/// <param name="Forecasters">v_k.</param>
public sealed record RoleFractions(
    ImmutableArray<WorkerValue> Reputers, ImmutableArray<WorkerValue> Inferers, ImmutableArray<WorkerValue> Forecasters);
