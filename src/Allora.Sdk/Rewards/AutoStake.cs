using Allora.Sdk.Workers;

namespace Allora.Sdk.Rewards;

/// <summary>Stakes a worker's rewards beside its work: they begin and end together.</summary>
internal sealed class AutoStake(RewardStaker staker) : IWorkerCompanion
{
    /// <summary>Works until stopped. Where rewards cannot be staked as configured, the work ends too.</summary>
    /// <exception cref="AlloraException">The target does not exist or cannot be staked upon.</exception>
    public async Task RunBesideAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var working = work(stop.Token);
        var staking = staker.StakeUntilStoppedAsync(stop.Token);
        await Task.WhenAny(working, staking).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(working, staking).ConfigureAwait(false);
    }
}
