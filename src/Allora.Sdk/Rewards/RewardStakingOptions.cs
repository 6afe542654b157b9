using Allora.Sdk.Chain.Schemas.Rewards;
using Allora.Sdk.Sending;
using Allora.Sdk.Workers;

namespace Allora.Sdk.Rewards;

/// <summary>How a <see cref="RewardStaker"/> stakes a wallet's rewards.</summary>
public sealed class RewardStakingOptions : AutoStakeOptions
{
    /// <summary>The topic whose rewards are staked.</summary>
    public ulong TopicId { get; set; }

    /// <summary>Limits on fees, and the wallet's journal: the same as for the wallet's workers.</summary>
    public TransactionOptions Transactions { get; set; } = new();

    /// <summary>The roles whose rewards are staked: a worker stakes only its own.</summary>
    internal IReadOnlyList<RewardedRole> Roles { get; private init; } = [RewardedRole.Inferer, RewardedRole.Forecaster];

    /// <summary>The options that a worker implies: its topic, its roles, its fees and its journal.</summary>
    /// <exception cref="ArgumentException">The worker earns nothing that could be staked.</exception>
    internal static RewardStakingOptions For(AutoStakeOptions target, WorkerOptions worker, IReadOnlyList<SubmissionActor> actors)
    {
        RewardedRole[] roles = [.. actors.Where(static actor => actor != SubmissionActor.Reputer).Select(static actor => actor == SubmissionActor.Forecaster ? RewardedRole.Forecaster : RewardedRole.Inferer)];
        Require(roles.Length > 0, $"{nameof(WorkerOptions.AutoStake)} is set for a reputer: the chain itself adds a reputer's rewards to its stake; remove the option.");
        return new RewardStakingOptions
        {
            TopicId = worker.TopicId,
            Reputer = target.Reputer,
            Validator = target.Validator,
            FeeReserve = target.FeeReserve,
            MinimumAmount = target.MinimumAmount,
            CatchUpBlocks = target.CatchUpBlocks,
            Roles = roles,
            Transactions = new TransactionOptions
            {
                Fees = worker.Fees,
                SimulateFirst = worker.SimulateFirst,
            },
        };
    }

    internal override void Validate(string addressPrefix)
    {
        Require(TopicId > 0, $"{nameof(TopicId)} is not set: name the topic whose rewards are staked.");
        base.Validate(addressPrefix);
        Transactions.Validate();
    }
}
