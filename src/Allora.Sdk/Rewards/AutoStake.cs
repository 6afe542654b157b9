using System.Diagnostics.CodeAnalysis;
using Allora.Sdk.Workers.Answering;
using Allora.Sdk.Workers.Loop;

namespace Allora.Sdk.Rewards;

/// <summary>Stakes a worker's rewards alongside its work: they begin and end together.</summary>
internal sealed class AutoStake(RewardStaker staker) : IWorkerCompanion
{
    /// <summary>
    /// Whether this program can stake rewards. A trimmed program may set the feature switch to false: the code is then left out, and
    /// <see cref="WorkerOptions.AutoStake"/> is refused.
    /// </summary>
    [FeatureSwitchDefinition("Allora.Sdk.RewardStaking.IsSupported")]
    public static bool IsSupported => !AppContext.TryGetSwitch("Allora.Sdk.RewardStaking.IsSupported", out var enabled) || enabled;

    /// <summary>Creates the staker for a worker; null if the options do not ask for it, or if nothing may be sent.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="NotSupportedException">This program was built without reward staking.</exception>
    public static AutoStake? For(AlloraClient client, AlloraWallet wallet, IWorkerRole role, WorkerOptions options)
    {
        if (options.AutoStake is not { } target)
            return null;
        if (!IsSupported)
            throw new NotSupportedException($"This program was built without reward staking: leave {nameof(WorkerOptions.AutoStake)} out, or build it with the switch Allora.Sdk.RewardStaking.IsSupported on.");
        var staker = new RewardStaker(client, wallet, RewardStakingOptions.For(target, options, role.Actors));
        return options.DryRun ? null : new AutoStake(staker);
    }

    /// <summary>Runs until stopped. If rewards cannot be staked as configured, the worker ends too.</summary>
    /// <exception cref="AlloraException">The target does not exist or cannot be staked upon.</exception>
    public async Task RunAlongsideAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var working = work(stop.Token);
        var staking = staker.RunAsync(stop.Token);
        await Task.WhenAny(working, staking).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(working, staking).ConfigureAwait(false);
    }
}
