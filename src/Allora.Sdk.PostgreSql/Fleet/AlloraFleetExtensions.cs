using Allora.Sdk;
using Allora.Sdk.Hosting;
using Allora.Sdk.PostgreSql.Fleet;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>A member of a fleet in a generic host.</summary>
public static class AlloraFleetExtensions
{
    /// <summary>Makes the host a member of a fleet, as long as it runs.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="member">Makes the member, with the client of the builder's network: one for all workers of the process.</param>
    /// <remarks>Missing tables fail the service, and by the host's default the host. A database that is away is waited for.</remarks>
    public static AlloraBuilder AddAlloraFleet(this AlloraBuilder builder, Func<IServiceProvider, AlloraClient, FleetMember> member)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(member);
        builder.Services.AddSingleton<IHostedService>(provider => new FleetService(
            member(provider, builder.Name is { } name ? provider.GetRequiredKeyedService<AlloraClient>(name) : provider.GetRequiredService<AlloraClient>()),
            provider.GetRequiredService<IHostApplicationLifetime>()));
        return builder;
    }

    // A host stops its services one after the other: wallets are given back from the beginning of the stop.
    private sealed class FleetService(FleetMember member, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
            await member.RunAsync(stopping.Token).ConfigureAwait(false);
        }
    }
}
