using Allora.Sdk.Hosting;
using Allora.Sdk.Rewards;
using Allora.Sdk.Workers;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The staking of rewards in a generic host.</summary>
public static class AlloraRewardExtensions
{
    /// <summary>
    /// Stakes the rewards of the host's wallet in a topic, as long as the host runs. Use the same journal or state folder as for the wallet's workers.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="topicId">The topic.</param>
    /// <param name="configure">Sets the target: <see cref="AutoStakeOptions.Reputer"/> or <see cref="AutoStakeOptions.Validator"/>.</param>
    /// <param name="wallet">The name of the wallet (<see cref="AlloraWalletExtensions.AddWallet"/>); null for the one of UseWallet.</param>
    /// <remarks>A wrong option or a target that does not exist fails the service, and by the host's default the host. Results are logged.</remarks>
    public static AlloraBuilder AddAlloraRewardStaking(
        this AlloraBuilder builder, ulong topicId, Action<RewardStakingOptions> configure, string? wallet = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new RewardStakingOptions { TopicId = topicId };
        configure(options);
        builder.Services.AddSingleton<IHostedService>(provider => new RewardStakingService(new RewardStaker(
            builder.Client(provider), builder.Wallet(provider, wallet, $"The staking of topic {topicId}'s rewards"), options)));
        return builder;
    }

    /// <summary>Runs a staker next to the workers. Results are logged.</summary>
    private sealed class RewardStakingService(RewardStaker staker) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => staker.RunAsync(stoppingToken);
    }
}
