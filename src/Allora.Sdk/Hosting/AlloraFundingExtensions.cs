using Allora.Sdk.Hosting;
using Allora.Sdk.Workers.Funding;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The funding of wallets in a generic host.</summary>
public static class AlloraFundingExtensions
{
    /// <summary>Keeps wallets in coins from a treasury, as long as the host runs.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">Makes the options: wallets and limits.</param>
    /// <param name="treasury">The name of the wallet that pays (<see cref="AlloraWalletExtensions.AddWallet"/>); null for the one of UseWallet.</param>
    /// <remarks>A wrong option, or a treasury that another process runs, fails the service, and by the host's default the host. Transfers are logged.</remarks>
    public static AlloraBuilder AddAlloraFunding(this AlloraBuilder builder, Func<IServiceProvider, FundingOptions> options, string? treasury = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        builder.Services.AddSingleton<IHostedService>(provider => new FundingService(new WalletFunding(
            builder.Client(provider), builder.Wallet(provider, treasury, "The funding of wallets"), options(provider))));
        return builder;
    }

    /// <summary>Runs the funding next to the workers.</summary>
    private sealed class FundingService(WalletFunding funding) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => funding.RunAsync(stoppingToken);
    }
}
